/* What the page may know about an answer without asking the server: is an address complete, is a question asked, what
 * does the badge say. Points, states and totals always come from the server. */
import { BLANK } from "./journal.js";

/** Tell whether `text` is a complete http(s) address, by the same measure as the server. */
export function isLink(text) {
  if (text.length > 2000 || /[\s\p{C}]/u.test(text)) return false;
  const [, host, port] = /^https?:\/\/([^\/?#:@]*)(?::(\d*))?(?:[\/?#]|$)/i.exec(text) ?? [];
  const labels = (host ?? "").split(".");
  return labels.length > 1 && labels.every(Boolean) && !(port > 65535);
}

/** The address that was probably meant, or an empty text: `www.kkp.go.id/ppid` and `http:/kkp.go.id` lack little. */
export function likelyLink(text) {
  const meant = `https://${text.replace(/^(?:[a-z]{2,6}[:;]\/*|[a-z]{2,6}\/\/|\/\/)/i, "")}`;
  return text && !isLink(text) && isLink(meant) ? meant : "";
}

/** The host as the network knows it, where it is written with letters that only look like others; else empty. */
export function foreignHost(text) {
  const [, host = ""] = /^https?:\/\/([^\/?#:]*)/i.exec(text) ?? [];
  if (/^[\x21-\x7e]*$/.test(host)) return "";
  try {
    return new URL(text).hostname;
  } catch {
    return host;
  }
}

/** The number as data ("12.5") of what was typed ("12,5"); null when empty, undefined when it is no number. */
export function parseNumber(typed) {
  const text = typed.trim();
  if (!text) return null;
  const [, whole, places = ""] = /^(\d+)(?:,(\d+))?$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const kept = places.replace(/0+$/, "");
  const digits = whole.replace(/^0+(?=\d)/, "");
  if (!kept) return digits;
  return `${digits}.${kept.length === 3 && digits !== "0" ? `${kept}0` : kept}`;
}

/** The number as people write it: the fourth zero that tells 1,234 from a thousand stays inside. */
export function showNumber(number) {
  return (number ?? "").replace(/(\.\d{3})0$/, "$1").replace(".", ",");
}

/** The answer and what is left as a draft, from the fields of a card; a number half typed leaves `before` in force. */
export function readFields(question, fields, before = BLANK) {
  const typed = fields.links.map((link) => link.trim()).filter(Boolean);
  const number = question.kind === "number" ? parseNumber(fields.number) : null;
  const choice = question.kind === "multiple" && !fields.choice?.length ? null : fields.choice;
  const answer = {
    choice: choice ?? null,
    level: choice === "ya" ? fields.level : null,
    number: number === undefined ? before.number : number,
    links: [...new Set(typed.filter(isLink))],
    note: fields.note,
  };
  const draft = {
    links: typed.filter((link) => !isLink(link)),
    number: number === undefined ? fields.number : "",
  };
  return { answer, draft: draft.links.length || draft.number ? draft : null };
}

/** The fields of a card that show `answer` and `draft`. */
export function toFields(answer, draft) {
  const { choice, level, number, links, note } = { ...BLANK, ...answer };
  const typed = [...links, ...(draft?.links ?? [])];
  return { choice, level, links: typed, note, number: draft?.number || showNumber(number) };
}

/** Tell whether nothing that earns points was answered. */
export function isBlank({ choice, number }) {
  return (choice === null || choice.length === 0) && number === null;
}

/** Tell whether `answer` opens questions that wait for one of `choices`. */
function opens(answer, choices) {
  return [answer.choice ?? []].flat().some((choice) => choices.includes(choice));
}

/** The codes of `questions` that are asked; whether one of another group opens a question is known by the server. */
export function visibleCodes(questions, answerOf) {
  const known = new Map(questions.map((question) => [question.code, question]));
  const asked = (question) => {
    if (!question.when) return true;
    const opener = known.get(question.when.question);
    if (!opener) return question.visible;
    return asked(opener) && opens(answerOf(opener.code), question.when.choices);
  };
  return new Set(questions.filter(asked).map((question) => question.code));
}

/** The badge of a question: [key of its text, colour]. */
export function badgeOf(question, answer, status, draft) {
  if (status === "conflict") return ["lencana_pilih", "orange"];
  if (status === "refused" || draft) return ["lencana_belum_tersimpan", "orange"];
  if (isBlank(answer)) return ["lencana_kosong", "gray"];
  if (answer.choice === "tidak") return ["lencana_tidak", "gray"];
  if (answer.choice === "tidak_berlaku" && question.na !== "full") return ["lencana_tidak_berlaku", "gray"];
  if (needsEvidence(question, answer) && !answer.links.length) return ["lencana_tanpa_bukti", "yellow"];
  if (answer.choice === "tidak_berlaku") return ["lencana_tidak_berlaku", "gray"];
  return ["lencana_lengkap", "green"];
}

/** Tell whether the points of this answer depend on a link. */
export function needsEvidence(question, answer) {
  if (!question.scored || question.kind === "number") return false;
  if (answer.choice === "tidak_berlaku") return question.na === "full";
  return question.proof && !isBlank(answer) && answer.choice !== "tidak";
}

/* What a question asks for, where that comes from and how it is judged; built when it is first opened. */
import { h } from "./dom.js";

/** The folded help of `card`. */
export function helpPanel(card) {
  const name = card.t("bantuan_untuk", { kode: card.question.code });
  const details = h("details", { class: "help" }, h("summary", { "aria-label": name }, card.t("bantuan")));
  details.addEventListener("toggle", () => {
    if (details.open && details.children.length === 1) details.append(h("dl", {}, entries(card)));
  });
  return details;
}

function entries(card) {
  const { question, t } = card;
  const kinds = (question.evidence?.kinds ?? []).map((kind) => t(`bukti_${kind}`));
  return [
    entry(t("bantuan_terpenuhi"), question.help),
    entry(t("bantuan_bukti"), [question.evidence?.text, kinds.length ? t("bentuk_bukti", { bentuk: kinds.join(", ") }) : ""]),
    entry(t("bantuan_hukum"), (question.legal ?? []).map(([text, checked]) => legal(card, text, checked))),
    entry(t("bantuan_dinilai"), judged(card)),
    entry(t("bantuan_belum_ada"), question.remedy),
  ].flat();
}

function entry(title, content) {
  const lines = [content].flat().filter(Boolean);
  if (!lines.length) return [];
  return [h("dt", {}, title), ...lines.map((line) => h("dd", {}, line))];
}

function legal({ t }, text, checked) {
  return checked ? text : t("pasal_belum_dicocokkan", { dasar: text });
}

function judged(card) {
  const { question, t, scales } = card;
  if (!question.scored) return [t("dinilai_data")];
  const lines = [];
  if (question.possible) lines.push(t("dinilai_paling_tinggi", { nilai: question.possible }));
  if (question.kind === "yes_no") lines.push(t(question.proof ? "dinilai_ya_bukti" : "dinilai_ya"));
  if (question.kind === "multiple") lines.push(t(question.all ? "dinilai_lengkap" : "dinilai_tiap_pilihan"));
  for (const level of scales[question.levels ?? question.options] ?? []) {
    if (level.points) lines.push(t("dinilai_tingkat", { tingkat: level.label, nilai: level.points }));
  }
  for (const [from, points] of question.counts ?? []) lines.push(t("dinilai_jumlah", { dari: from, nilai: points }));
  if (question.na) lines.push(t(`dinilai_${question.na}`));
  return lines;
}

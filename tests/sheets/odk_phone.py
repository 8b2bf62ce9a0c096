"""A phone that fills in a converted form, and servers that export what it sends.

Written against the XForm that pyxform makes, not against our own fields: relevance, constraints and calculations are
evaluated with XPath by libxml2, and values of irrelevant fields are emptied as ODK Collect does when a form is finished.
"""

from __future__ import annotations

import base64
import csv
import io
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import xlsxwriter
from lxml import etree
from pyxform.validators.odk_validate import ODK_VALIDATE_PATH
from pyxform.xls2xform import convert

from scoring.facts import Answer, State
from scoring.rules import Kind, Questionnaire
from scoring.sheet import ScoreSheet
from sheets.odk.form import write_xlsform
from sheets.odk.names import Part, field_name

XF = "{http://www.w3.org/2002/xforms}"
ODK_TYPES = {"input", "select", "select1"}


def _words(value: object) -> str:
    if isinstance(value, list):
        return "".join(value[0].itertext()) if value else ""
    return str(value)


_FUNCTIONS = etree.FunctionNamespace(None)
_FUNCTIONS["selected"] = lambda _, value, code: code in _words(value).split()
_FUNCTIONS["count-selected"] = lambda _, value: float(len(_words(value).split()))
_FUNCTIONS["regex"] = lambda _, value, pattern: re.fullmatch(pattern, _words(value), re.ASCII) is not None


class RefusedError(Exception):
    """The form does not take what was typed in; its message is the name of the field."""


@dataclass(frozen=True)
class Control:
    """What stands on the screen for one field."""

    tag: str
    label: str
    hint: str
    choices: Mapping[str, str]
    appearance: str


class XForm:
    """A converted form."""

    def __init__(self, source: str) -> None:
        root = etree.fromstring(source.encode())
        self.root = root
        model = root.find(f".//{XF}model")
        self.data = model.find(f"{XF}instance")[0]
        self.texts = {
            element.get("id"): {value.get("form", ""): "".join(value.itertext()) for value in element}
            for element in model.iter(f"{XF}text")
        }
        self.binds = {bind.get("nodeset"): dict(bind.attrib) for bind in model.iter(f"{XF}bind")}
        self.lists = {
            instance.get("id"): [
                (item.find(f"{XF}name").text, self.texts[item.find(f"{XF}itextId").text][""])
                for item in instance.iter(f"{XF}item")
            ]
            for instance in model.findall(f"{XF}instance")[1:]
        }
        body = root.find("{http://www.w3.org/1999/xhtml}body")
        self.controls = {
            element.get("ref"): self._control(element)
            for element in body.iter()
            if isinstance(element.tag, str) and element.tag.removeprefix(XF) in ODK_TYPES
        }
        self.groups = {group.get("ref"): group.get("appearance", "") for group in body.iter(f"{XF}group")}

    def _control(self, element: etree._Element) -> Control:
        itemset = element.find(f"{XF}itemset")
        name = re.search(r"instance\('(\w+)'\)", itemset.get("nodeset"))[1] if itemset is not None else ""
        label, hint = element.find(f"{XF}label"), element.find(f"{XF}hint")
        return Control(
            element.tag.removeprefix(XF),
            self._spoken(label),
            self._spoken(hint) if hint is not None else "",
            dict(self.lists[name]) if name else {},
            element.get("appearance", ""),
        )

    def _spoken(self, element: etree._Element) -> str:
        return self.texts[re.search(r"jr:itext\('(.+)'\)", element.get("ref"))[1]][""]

    def path(self, name: str) -> str:
        """Return the one path that ends in `name`."""
        (found,) = [path for path in self.binds if path.rpartition("/")[2] == name]
        return found

    def fill(self, typed: Mapping[str, str]) -> dict[str, str]:
        """Return what is sent, by path, after these values were typed in by name; what is irrelevant is empty.

        Raises:
            RefusedError: a constraint is broken, or what is required is missing.
        """
        tree = etree.fromstring(etree.tostring(self.data))
        for element in tree.iter():
            element.tag = etree.QName(element).localname
        document = etree.ElementTree(tree)
        leaves = {path: document.xpath(path)[0] for path in self.binds if not len(document.xpath(path)[0])}
        wanted = {self.path(name): value for name, value in typed.items()}
        assert set(wanted) <= set(self.controls)
        relevant = dict.fromkeys(leaves, True)
        for _ in range(12):
            for path, element in leaves.items():
                element.text = wanted.get(path, "") if relevant[path] else ""
            for path, bind in self.binds.items():
                if "calculate" in bind:
                    leaves[path].text = document.xpath(f"string({bind['calculate']})")
            now = {path: self._relevant(document, path) for path in leaves}
            if now == relevant:
                break
            relevant = now
        for path, element in leaves.items():
            if element.text:
                self._accept(path, element)
            elif self.binds[path].get("required") == "true()" and relevant[path]:
                raise RefusedError(path.rpartition("/")[2])
        return {path: element.text or "" for path, element in leaves.items()}

    def _relevant(self, document: etree._ElementTree, path: str) -> bool:
        steps = path.split("/")
        above = ["/".join(steps[:length]) for length in range(2, len(steps) + 1)]
        return all(
            bool(document.xpath(f"boolean({self.binds[at]['relevant']})"))
            for at in above
            if self.binds.get(at, {}).get("relevant")
        )

    def _accept(self, path: str, element: etree._Element) -> None:
        constraint, control = self.binds[path].get("constraint"), self.controls.get(path)
        if constraint and not element.xpath(f"boolean({constraint})"):
            raise RefusedError(path.rpartition("/")[2])
        if control is not None and control.choices:
            given = element.text.split() if control.tag == "select" else [element.text]
            assert set(given) <= set(control.choices), (path, element.text)


def xform_source(questionnaire: Questionnaire) -> str:
    """Return the XForm that pyxform makes of a questionnaire, without a warning."""
    if id(questionnaire) not in _SOURCES:
        target = io.BytesIO()
        write_xlsform(questionnaire, target)
        target.seek(0)
        warnings: list[str] = []
        _SOURCES[id(questionnaire)] = questionnaire, convert(target, warnings=warnings).xform
        assert warnings == []
    return _SOURCES[id(questionnaire)][1]


_SOURCES: dict[int, tuple[Questionnaire, str]] = {}
"""By identity, each kept with its questionnaire, whose identity so is never another's."""


def form_of(questionnaire: Questionnaire) -> XForm:
    """Return the converted form."""
    source = xform_source(questionnaire)
    if source not in _FORMS:
        _FORMS[source] = XForm(source)
    return _FORMS[source]


_FORMS: dict[str, XForm] = {}


def simulated(form: XForm, typed_in: Mapping[str, str]) -> dict[str, str] | str:
    """Return what is sent after these values were typed in, by name and without what is empty, or the field refused."""
    try:
        return _filled(form.fill(typed_in))
    except RefusedError as refusal:
        return str(refusal)


def _filled(sent: Mapping[str, str]) -> dict[str, str]:
    found = {path.rpartition("/")[2]: value for path, value in sent.items() if value}
    return {name: value for name, value in found.items() if name != "instanceID"}


def javarosa(form: XForm, people: Sequence[Mapping[str, str]], folder: Path) -> list[dict[str, str] | str]:
    """Return the same as ODK Collect's own engine decides; needs Java with its compiler."""
    assert shutil.which("javac"), "JavaRosa perlu Java: jalankan `bash scripts/install-system-packages.sh --deep`"
    source, values = folder / "form.xml", folder / "typed"
    source.write_bytes(etree.tostring(form.root))
    lines = ["".join(f"{_coded(name)} {_coded(value)}\n" for name, value in one.items()) for one in people]
    values.write_text("".join(f"{line}\n" for line in lines), encoding="ascii")
    command = ["java", "-Djava.awt.headless=true", "-cp", ODK_VALIDATE_PATH, str(ENGINE), str(source), str(values)]
    printed = subprocess.run(command, capture_output=True, check=False)
    assert printed.returncode == 0, printed.stderr.decode()
    return [_sent(form, line) for line in printed.stdout.decode().splitlines() if line]


ENGINE = Path(__file__).with_name("Collect.java")


def _coded(value: str) -> str:
    return base64.b64encode(value.encode()).decode()


def _sent(form: XForm, line: str) -> dict[str, str] | str:
    if line.startswith("refused "):
        return line.removeprefix("refused ")
    tree = etree.fromstring(base64.b64decode(line))
    for element in tree.iter():
        element.tag = etree.QName(element).localname
    return _filled({path: tree.getroottree().xpath(f"string({path}/text())") for path in form.binds})


def typed(questionnaire: Questionnaire, answers: Mapping[str, Answer], body: str = "Badan Uji") -> dict[str, str]:
    """Return what a person types in to give these answers, by the name of the field."""
    values = {"badan": body}
    for question in questionnaire.questions:
        answer = answers.get(question.code)
        if answer is None:
            continue
        number = question.kind is Kind.NUMBER
        given = {
            Part.UNUSED if number else Part.ANSWER: " ".join(answer.chosen) or answer.choice or "",
            Part.NUMBER: "" if answer.number is None else java(answer.number),
            Part.LEVEL: answer.level or "",
            Part.LINKS: "\n".join(answer.links),
            Part.NOTE: answer.note,
        }
        values |= {field_name(part, question.code): value for part, value in given.items() if value}
    return values


def java(number: Fraction) -> str:
    """Return a number as JavaRosa stores a decimal: `27.0`, and `1.0E7` from ten million on."""
    written = repr(float(number))
    assert Fraction(written) == number
    if number < 10**7:
        return written
    digits, _, _ = written.partition(".")
    mantissa = written.replace(".", "").rstrip("0")
    return f"{mantissa[0]}.{mantissa[1:] or '0'}E{len(digits) - 1}"


def reachable(questionnaire: Questionnaire, answers: Mapping[str, Answer], sheet: ScoreSheet) -> dict[str, Answer]:
    """Return what of these answers the form asks for: no hidden question, no link or level that cannot count."""
    hidden = {line.code for line in sheet.questions if line.state is State.HIDDEN}
    found = {}
    for question in questionnaire.questions:
        answer = answers.get(question.code, Answer())
        claims = bool(answer.chosen) or answer.number is not None or answer.choice not in (None, "tidak")
        links = answer.links if claims else ()
        level = answer.level
        if question.kind is Kind.NUMBER:
            below = answer.number is not None and (not question.counts or answer.number < question.counts[0].lower)
            level = answer.level if below else None
        kept = Answer(answer.choice, answer.chosen, level, answer.number, links, answer.note)
        if question.code not in hidden and kept != Answer():
            found[question.code] = kept
    return found


def central(form: XForm, sent: Sequence[Mapping[str, str]], *, groups: bool = True, split: bool = False) -> bytes:
    """Return the CSV that ODK Central exports."""
    paths = [path for path in sent[0] if path.rpartition("/")[2] != "instanceID"]
    headings, cells = _columns(form, paths, "-", groups=groups, several="both" if split else "summary")
    head = ["SubmissionDate", *headings, "KEY", "SubmitterID", "SubmitterName", "AttachmentsPresent",
            "AttachmentsExpected", "Status", "ReviewState", "DeviceID", "Edits", "FormVersion"]  # fmt: skip
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(head)
    for number, one in enumerate(sent, start=1):
        tail = [f"uuid:{number}", "7", "Petugas", "0", "0", "", "", "collect:1", "0", "1"]
        writer.writerow(["2026-11-26T07:03:22.000Z", *cells(one), *tail])
    return target.getvalue().encode()


def kobo_rows(
    form: XForm,
    sent: Sequence[Mapping[str, str]],
    *,
    groups: bool = False,
    labels: bool = False,
    several: str = "both",
) -> list[list[str]]:
    """Return headings and rows as KoboToolbox exports them; with `labels` it shows labels instead of names."""
    paths = [path for path in sent[0] if path in form.controls or "calculate" in form.binds[path]]
    paths = [path for path in paths if form.binds[path].get("readonly") != "true()"]
    headings, cells = _columns(form, paths, "/", groups=groups, several=several, labels=labels)
    meta = ["__version__", "_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status",
            "_submitted_by", "_tags", "_index"]  # fmt: skip
    rows = [["start", *headings, *meta]]
    for number, one in enumerate(sent, start=1):
        tail = ["vAbc", f"{number}", f"u-{number}", "2026-11-26T07:03:22", "", "", "submitted_via_web", "", "", "1"]
        rows.append(["2026-11-26T14:00:00.000+07:00", *cells(one), *tail])
    return rows


def kobo_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Return the CSV that KoboToolbox writes: semicolons, everything quoted."""
    lines = [";".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()


def kobo_xlsx(rows: Iterable[Sequence[str]]) -> bytes:
    """Return the workbook that KoboToolbox writes, cell by cell as its own library chooses."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"constant_memory": True})
    sheet = book.add_worksheet("Formulir")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return target.getvalue()


def _columns(form: XForm, paths: Sequence[str], separator: str, *, groups: bool, several: str, labels: bool = False):  # type: ignore[no-untyped-def]
    """Return the headings, and a function that gives the cells of one submission."""
    headings: list[str] = []
    makers: list[tuple[str, str | None]] = []
    for path in paths:
        control = form.controls.get(path)
        name = separator.join(path.split("/")[2:]) if groups else path.rpartition("/")[2]
        if labels and control is not None:
            name = control.label
        multiple = control is not None and control.tag == "select"
        if not multiple or several != "details":
            headings.append(name)
            makers.append((path, None))
        if multiple and several != "summary":
            for code, label in control.choices.items():
                headings.append(f"{name}/{label if labels else code}")
                makers.append((path, code))

    def cells(sent: Mapping[str, str]) -> list[str]:
        found = []
        for path, code in makers:
            value = sent[path]
            choices = form.controls[path].choices if path in form.controls else {}
            if code is not None:
                found.append("" if not value and separator == "/" else str(int(code in value.split())))
            elif labels and choices:
                found.append(" ".join(choices[part] for part in value.split()))
            else:
                found.append(value)
        return found

    return headings, cells

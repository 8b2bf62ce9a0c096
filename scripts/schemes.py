"""Writes every shipped rule set in plain sentences to `docs/skema.md` and `docs/skema/`, one page per owner.

python -m scripts.schemes
"""

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from questionnaires import Library
from questionnaires.scheme import Line, Scheme, scheme

DOCS = Path(__file__).parents[1] / "docs"
INDEX = "skema.md"
HEAD = """\
# Skema penilaian yang dikirim

Setiap aturan dalam kalimat, supaya komisi atau lembaga pemiliknya dapat membaca dan membetulkannya: satu halaman per
pemilik, satu bagian per tahun dan versi. Halaman ini dan halaman pemilik ditulis oleh `python -m scripts.schemes` dari
`questionnaires/`; yang dibetulkan adalah berkas aturannya.

Di belakang setiap kalimat berdiri sumbernya dan derajatnya:

- A: dua sumber yang berdiri sendiri, atau satu sumber dengan hitungan yang cocok;
- B: satu sumber yang dapat dipercaya;
- C: satu sumber yang lemah atau dari tangan kedua;
- D: turunan, tidak tertulis di mana pun;
- nf: tidak dipublikasikan. Perhitungan yang membutuhkannya ditolak, kecuali sebuah anggapan yang bernama mengisinya.

Pilihan dan perbedaan antar sumber ada dalam `CATATAN.md` di folder setiap aturan; pemilik dan tahun yang disebut tetapi
tidak punya aturan ada dalam `docs/cakupan-aturan.md`; arti istilah ada dalam `docs/glosarium.md`.
"""


def sentence(line: Line) -> str:
    """Return one line of a page: the sentence, then its sources and grade."""
    if not line.grade:
        return f"- {line.text}"
    stands = "; ".join(part for part in (", ".join(line.refs), line.grade) if part)
    return f"- {line.text} ({stands})"


def told(found: Scheme, folder: Path) -> Iterator[str]:
    """Yield the paragraphs of one rule set; its folder has the notes on sources and choices."""
    notes = f"../../questionnaires/{folder.parent.name}/{folder.name}/CATATAN.md"
    yield f"## {found.title}\n\n`{found.name}`, [sumber yang bertentangan dan pilihan]({notes})"
    for section in found.sections:
        yield f"### {section.title}\n\n" + "\n".join(sentence(line) for line in section.lines)


def owner_name(schemes: list[Scheme]) -> str:
    """Return the owner as most titles of its rule sets name it, the newest where they differ."""
    names = [re.split(r"[,:(]| \d{4}", found.title)[0].strip() for found in reversed(schemes)]
    return max(names, key=names.count)


def page(schemes: list[Scheme], folders: dict[str, Path]) -> str:
    """Return the page of one owner, newest rule set first."""
    paragraphs = [f"# {owner_name(schemes)}", "[Semua pemilik dan arti derajat](../skema.md)"]
    for found in reversed(schemes):
        paragraphs += told(found, folders[found.name])
    return "\n\n".join(paragraphs) + "\n"


def index(owners: dict[str, list[Scheme]]) -> str:
    """Return the list of owners with their rule sets."""
    rows = ["| Pemilik | Aturan |", "|---|---|"]
    for owner, schemes in owners.items():
        names = ", ".join(f"`{found.name}`" for found in reversed(schemes))
        rows.append(f"| [{owner_name(schemes)}](skema/{owner}.md) | {names} |")
    return HEAD + "\n" + "\n".join(rows) + "\n"


def pages(library: Library) -> dict[str, str]:
    """Return every page by its path below `docs`."""
    folders = {edition.name: edition.folder for edition in library.editions}
    by_owner = {
        owner: [scheme(library, name) for name in group]
        for owner, group in groupby(folders, key=lambda name: name.partition("/")[0])
    }
    found = {f"skema/{owner}.md": page(schemes, folders) for owner, schemes in by_owner.items()}
    return {INDEX: index(by_owner), **found}


def main() -> None:
    """Write every page and take away those of owners that are gone."""
    written = pages(Library())
    folder = DOCS / "skema"
    folder.mkdir(exist_ok=True)
    for path, text in written.items():
        (DOCS / path).write_text(text, encoding="utf-8")
    for old in folder.glob("*.md"):
        if f"skema/{old.name}" not in written:
            old.unlink()


if __name__ == "__main__":
    main()

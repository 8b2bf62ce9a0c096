"""What a screen reader says on the page of the questionnaire: names, roles, order, and what is announced."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser import heard, looking
from tests.browser.drawn import Sheet
from tests.browser.looking import Visit
from tests.browser.officer import STORED, Office, Officer, eventually
from tests.browser.server import Server

EXPECTED = """\
link 'Lompat ke isi'
region 'Bilah samping'
  button 'Ke Beranda'
    image 'Monev KIP'
  group 'Bagian kuesioner'
    radio 'Kualitas informasi 2 dari 2 · 1 tanpa bukti' checked=true
    radio 'Jenis informasi 0 dari 2'
    radio 'Pelayanan informasi 0 dari 2'
    radio 'Komitmen organisasi 0 dari 2'
    radio 'Sarana dan prasarana 0 dari 2'
    radio 'Digitalisasi 0 dari 2'
  button 'Lihat nilai saya'
  button 'Isi lewat Excel atau ponsel'
  button 'Kuesioner lain'
  button 'Tutup di perangkat ini'
banner
  navigation 'Halaman'
    link 'Beranda'
    link 'Isi kuesioner'
    link 'Nilai saya'
    link 'Bandingkan'
    link 'Rekap tahap'
    link 'Hasil'
    link 'Aturan'
main
  heading 'Isi kuesioner' level=1
  combobox 'Kelompok pertanyaan'
  button 'Buka'
  article 'NAS-004 Apakah setiap tautan bukti dapat dibuka publik tanpa izin akses?'
    heading 'Apakah setiap tautan bukti dapat dibuka publik tanpa izin akses?' level=2
    group 'Jawaban NAS-004 Apakah setiap tautan bukti dapat dibuka publik tanpa izin akses?'
      radio 'Ya' checked=true
      radio 'Tidak'
    group 'Tingkat pemenuhan (boleh dikosongkan) NAS-004'
      radio 'Tanpa tingkat Ya dihitung penuh' checked=true
      radio 'Lengkap dan mutakhir Semua unsur yang ditanyakan ada dan semuanya versi terbaru. · 100 %'
      radio 'Lengkap, belum mutakhir Semua unsur ada, tetapi sekurang-kurangnya satu bukan versi terbaru. · 75 %'
      radio 'Sebagian Separuh unsur atau lebih ada, tetapi belum semuanya. · 50 %'
      radio 'Sangat terbatas Kurang dari separuh unsur ada; pemohon masih harus bertanya. · 25 %'
      radio 'Tidak ada Isi yang ditanyakan tidak ditemukan pada bukti, atau buktinya tidak terbuka. · 0 %'
    group 'Tautan bukti (wajib agar jawaban ini dinilai) NAS-004'
      textbox 'Tautan bukti 1 untuk NAS-004' (Tautan belum lengkap, belum tersimpan. Tulis alamat utuh yang diawali https://)
      button 'Hapus tautan 1 untuk NAS-004'
      button 'Pakai https://www.contoh.go.id/dip'
      button 'Tambah tautan untuk NAS-004'
    DisclosureTriangle 'Catatan untuk NAS-004' (Catatan)
    DisclosureTriangle 'Bantuan untuk NAS-004' (Bantuan)
    button 'Kosongkan jawaban NAS-004'
  article 'NAS-011 Apakah DIP ditetapkan dengan keputusan tahun berjalan dan diumumkan?'
    heading 'Apakah DIP ditetapkan dengan keputusan tahun berjalan dan diumumkan?' level=2
    group 'Jawaban NAS-011 Apakah DIP ditetapkan dengan keputusan tahun berjalan dan diumumkan?'
      radio 'Ya'
      radio 'Tidak' checked=true
    DisclosureTriangle 'Catatan untuk NAS-011' (Catatan)
    DisclosureTriangle 'Bantuan untuk NAS-011' (Bantuan)
    button 'Kosongkan jawaban NAS-011'
  button 'Kelompok berikutnya'
  status '1 isian belum lengkap, belum tersimpan' live=polite
status live=polite"""


def test_the_questionnaire_is_read_out_by_name_role_and_order(
    people: Callable[..., BrowserContext], office: Office
) -> None:
    officer = Officer(people(), office, rules="latihan/2025", category="opd")
    officer.choose("NAS-004", "Ya")
    officer.link("NAS-004").fill("www.contoh.go.id/dip")
    officer.link("NAS-004").blur()
    officer.choose("NAS-011", "Tidak")
    eventually(lambda: officer.says_stored("NAS-011"), officer.page)
    officer.page.get_by_role("status").get_by_text("1 isian belum lengkap, belum tersimpan").wait_for(state="attached")
    looking.settled(officer.page)
    assert "\n".join(heard.listing(heard.tree(officer.page))) == EXPECTED


_LISTEN = """() => {
  globalThis.heard = [];
  const spoken = [...document.querySelectorAll('*')].map((one) => one.shadowRoot?.querySelector('.bar [role=status]'))
    .find(Boolean);
  const note = () => globalThis.heard.push(spoken.textContent);
  new MutationObserver(note).observe(spoken, { childList: true, characterData: true, subtree: true });
}"""


def test_what_was_stored_is_announced_once(people: Callable[..., BrowserContext], office: Office) -> None:
    officer = Officer(people(), office)
    officer.page.evaluate(_LISTEN)
    officer.choose("KKP24-001", "Tidak")
    officer.kept("KKP24-001", choice="tidak")
    eventually(lambda: STORED.match(officer.bar()) is not None, officer.page)
    eventually(lambda: bool(officer.page.evaluate("() => globalThis.heard.length")), officer.page)
    looking.settled(officer.page)
    said = officer.page.evaluate("() => globalThis.heard")
    assert [bool(STORED.match(one)) for one in said] == [True]


@pytest.fixture
def sheet(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Sheet:
    """Cards of every kind of question."""
    return Sheet(looking.profile(chromium), tmp_path_factory.mktemp("lembar"))


def test_every_kind_of_question_is_named_by_its_text(sheet: Sheet) -> None:
    sheet.pick("R-2", "Ya")
    sheet.says("R-2", ".state", "Tersimpan")
    sheet.card("R-5").locator("input").first.fill("27 dokumen")
    sheet.line.next = [(422, {"message": "Terlalu panjang."})]
    sheet.pick("R-6", "Tidak")
    sheet.says("R-6", ".message", "Terlalu panjang.")
    root = heard.tree(sheet.page)
    named = {one.name.split()[1]: one for one in root.walk() if one.role == "group" and one.name.startswith("Jawaban ")}
    for code, words in (
        ("R-2", "Apakah ada petugas layanan?"),
        ("R-3", "Bagaimana permohonan dilayani?"),
        ("R-4", "Berkas mana yang diumumkan?"),
    ):
        assert named[code].name == f"Jawaban {code} {words}"
    number = next(one for one in root.walk() if one.name == "Jawaban R-5")
    assert number.role == "textbox"
    assert number.description.startswith("Berapa dokumen yang diumumkan? Angka belum tersimpan.")
    assert named["R-6"].description == "Belum tersimpan. Terlalu panjang."
    assert {one.role for one in named["R-4"].walk() if one.name in ("DPA", "LRA") or one.name.startswith("DPA ")} >= {
        "checkbox"
    }


def test_lists_say_in_indonesian_how_many_choices_there_are(
    onlooker: Callable[..., Visit], shared_server: Server
) -> None:
    page = onlooker().open(shared_server.url)
    page.get_by_label("Penyelenggara dan tahun").click()
    page.get_by_role("option").first.wait_for()
    expect(page.locator("[data-live-announcer]").first).to_contain_text("8 pilihan.")


def test_a_fault_in_the_listing_is_found(chromium: Browser) -> None:
    """The rules that all pages are measured by find what they are for."""
    page = looking.profile(chromium).new_page()
    page.set_content(
        "<main><h1>Satu</h1><h3>Tiga</h3><button></button><input aria-invalid='true' aria-label='Kode'>"
        "<label><input type='radio'>Ya</label><nav aria-label='A'></nav><nav aria-label='A'></nav>"
        "<table role='table' aria-label='T'><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>"
        "<div role='progressbar' aria-label='Muat'></div><svg role='img'></svg><button>Close</button></main>"
    )
    found = " | ".join(heard.faults(page))
    for words in (
        "tanpa nama: button", "tanpa nama: image", "tanpa pertanyaan: Ya", "salah tanpa alasan: textbox Kode",
        "bukan bahasa Indonesia: button 'Close'", "tingkat judul terlompati: 1 ke 3", "navigasi bernama sama: A",
        "tabel tanpa judul kolom: T", "tabel tanpa judul baris: T", "kemajuan tanpa nilai: Muat",
    ):  # fmt: skip
        assert words in found, words
    page.context.close()

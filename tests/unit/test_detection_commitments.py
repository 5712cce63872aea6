"""Invented sentences that bind somebody, with their rule, and those that bind nobody."""

from pathlib import Path

import pytest

from annotations.detection import commitments
from annotations.detection.commitments import find
from annotations.detection.engine import suggest
from annotations.detection.found import Kind, Suggestion
from annotations.detection.reading import read
from annotations.facts import Commitment
from annotations.vocabulary import CommitmentKind


def found(code: str, text: str, published: str = "") -> list[Suggestion]:
    reading = read(text, code=code, published=published)
    return [one for one in suggest(reading) if one.kind is Kind.COMMITMENT]


INDONESIAN = [
    ("Grup Senja bakal menggelar konser pada 9 Mei mendatang.", "deliverable"),
    ("Pemprov Ara akan menggratiskan bus mulai April 2031.", "deliverable"),
    ("Rukmini Satya punya janji dengan warga pulau.", "record"),
    ("Kami akan mengawal perkara ini, kata Ketua Komisi Air Rukmini Satya.", "first-person"),
    ("Wali Kota Rukmini Satya berjanji akan membuka kembali pasar lama.", "pledge"),
    ("Wali Kota Rukmini Satya Janji Buka Kembali Pasar Lama", "pledge"),
    ("Bupati Bagas Laksana menjanjikan sekolah gratis bagi anak nelayan.", "pledge"),
    ("PT Samudra Lestari berkomitmen mengurangi limbah di Teluk Ara.", "pledge"),
    ("Dinas Perhubungan Kota Ara bertekad menertibkan parkir liar.", "pledge"),
    ("Camat menegaskan komitmennya untuk tetap membuka jalur sungai.", "pledge"),
    ("Ketua DPRD Ara menegaskan komitmen dewan dalam memberantas pungutan liar.", "pledge"),
    ("“Ini merupakan komitmen kami bagi warga pulau,” kata Bupati Bagas Laksana.", "pledge"),
    ("“Kami siap membantu para korban,” ujar Kapolres Ara AKBP Tirta Mahesa.", "pledge"),
    ("Polres Ara siap mengamankan jalur mudik.", "pledge"),
    ("Pengelola menyatakan siap mengganti kerugian penumpang.", "pledge"),
    ("Komisi Air DPRD Ara sepakat membentuk panitia khusus.", "pledge"),
    ("Dewan Ara Sepakat Bentuk Panitia Banjir", "pledge"),
    ("Pemerintah memastikan tarif air tidak akan naik tahun ini.", "pledge"),
    ("Direktur PDAM Ara, Joko Saputro, menjamin pasokan air selama kemarau.", "pledge"),
    ("“Saya jamin tidak ada pungutan lagi,” kata Bagas Laksana.", "pledge"),
    ("“Kami pastikan semua laporan dijawab,” ujar Rukmini Satya.", "pledge"),
    ("Kuasa hukum Bagas, Sekar Wulan, mengancam akan menggugat panitia.", "pledge"),
    ("Sekar mengancam, apabila izin tidak dicabut, ia akan menggugat.", "pledge"),
    ("Rukmini Satya meminta warga tenang dan berjanji akan membuka pasar.", "pledge"),
    ("Bupati Bagas minta maaf dan berjanji memperbaiki layanan.", "pledge"),
    ("Kedua kampung sepakat berdamai.", "pledge"),
    ("Langkah tersebut menunjukkan komitmen pemkot dalam menertibkan parkir.", "pledge"),
    ("“Kami akan memperbaiki dermaga itu,” kata Rukmini Satya.", "first-person"),
    ("“Besok kami akan sampaikan hasilnya,” ujar dia.", "first-person"),
    ("“Usulan itu akan kami bahas,” kata Rukmini Satya.", "first-person"),
    ("“Laporan warga akan segera kita tindaklanjuti,” tegas Bagas.", "first-person"),
    ("“Saya tidak akan menaikkan tarif,” ujar Bagas Laksana.", "first-person"),
    ("“Kami segera menurunkan tim ke lokasi,” kata Kapolsek.", "first-person"),
    ("“Jika tidak dibayar, kami akan menyegel kantor itu,” kata Bagas.", "first-person"),
    ("“Kami bersama camat akan menemui warga,” ujar Rukmini.", "first-person"),
    ("“Saya akan mundur bila terbukti,” ujar Bagas.", "first-person"),
    ("Rukmini mengatakan pihaknya akan menambah petugas.", "reported"),
    ("Rukmini menegaskan, pihaknya tidak akan menoleransi pungutan.", "reported"),
    ("Menurut Rukmini, pihaknya akan segera memanggil kontraktor.", "reported"),
    ("Rukmini Satya menyatakan akan menggugat perusahaan itu.", "reported"),
    ("Joko menerangkan dinasnya akan membuka layanan baru.", "reported"),
    (
        "Kepala Dinas Sosial Ara, Joko Saputro, mengatakan pemerintah akan menanami lereng.",
        "reported",
    ),
    ("Waktu itu, dia mengaku akan menutup tambang pasir.", "reported"),
    ("Pemkot Ara akan membangun 200 rumah susun.", "deliverable"),
    ("Pemkot Ara akan membuka tiga halte pada Maret 2031.", "deliverable"),
    ("Perusahaan itu akan merekrut 1.500 pekerja tahun depan.", "deliverable"),
    ("Rukmini menargetkan jembatan itu selesai Agustus mendatang.", "deliverable"),
    ("Jembatan Sungai Ara ditargetkan rampung akhir tahun depan.", "deliverable"),
    ("“Insya Allah akan disiapkan Rp 3 miliar untuk dermaga,” kata Rukmini.", "deliverable"),
    ("Rukmini menyampaikan, pengecatan akan dimulai akhir bulan depan.", "deliverable"),
    ("Bupati itu dinilai melanggar janji dengan menutup pasar.", "record"),
    ("Wali Kota akhirnya menepati janjinya membuka taman.", "record"),
    ("Perusahaan itu kembali mengingkari janji kepada warga.", "record"),
    ("Polda Nusa Ara akan menggelar patroli laut.", "plan"),
    ("Dinas Pasar Ara akan menata pedagang di jalan itu.", "plan"),
    ("“Netralitas kami harga mati,” kata Kapolres.", "stance"),
]
ENGLISH = [
    ("Harbour Rail will add 40 carriages next year.", "deliverable"),
    ("Germany will send 18 tugs by the end of March.", "deliverable"),
    ("The company guaranteed jobs for 200 workers until December.", "pledge"),
    ("Mayor Dana Whitfield promised to reopen the library.", "pledge"),
    ("Mayor Dana Whitfield pledged a new pier.", "pledge"),
    ("The council vowed last month to take the case to court.", "pledge"),
    ("Harbour Rail has repeatedly promised to refund its passengers.", "pledge"),
    ("Whitfield, a former teacher, has promised to hire 40 nurses.", "pledge"),
    ("The ministry committed itself to rebuilding the school.", "pledge"),
    ("The two ministers agreed to reopen the border road.", "pledge"),
    ("The union threatened to walk out on Friday.", "pledge"),
    ("Whitfield renewed her promise to cut fares.", "record"),
    ("Her promise to cut fares won over the islands.", "pledge"),
    ("“We are ready to take over the ferry,” said Whitfield.", "pledge"),
    ("The navy is ready to escort the ferries.", "pledge"),
    ("“I promise that nobody will be forgotten,” Whitfield said.", "pledge"),
    ("“We are committed to rebuilding the pier,” Whitfield said.", "pledge"),
    ("The government has committed £40m to the scheme.", "pledge"),
    ("Whitfield vowed revenge.", "pledge"),
    ("“We will repair the pier,” said Dana Whitfield.", "first-person"),
    ("“I'll resign if it is true,” Whitfield said.", "first-person"),
    ("“We’re going to build a second bridge,” Whitfield said.", "first-person"),
    ("“I will never sign that contract,” Whitfield said.", "first-person"),
    ("“We won't raise the fare,” Whitfield told reporters.", "first-person"),
    ("“We will go on asking for a second ferry,” Whitfield said.", "first-person"),
    ("Whitfield said she would publish her accounts.", "reported"),
    ("Whitfield announced Sunday she will leave her post.", "reported"),
    ("The airline said it would refund every ticket.", "reported"),
    ("Whitfield said this week that the council would sell the hall.", "reported"),
    ("Whitfield told reporters that her office would release the video.", "reported"),
    ("Whitfield made clear that she would vote against the plan.", "reported"),
    ("The airline said it would no longer fly to the islands.", "reported"),
    ("The council said on Monday it would spend £3m on the pier.", "reported"),
    ("Whitfield said Tuesday she would repair the pier.", "reported"),
    ("The ministry will build 200 houses this year.", "deliverable"),
    ("The company will invest $3 million in Eastmoor.", "deliverable"),
    ("The council will close the bridge by the end of March 2031.", "deliverable"),
    ("The company broke its promise to rehire them.", "record"),
    ("The governor reneged on a pledge to cut fares.", "record"),
    ("The city council will repair the harbour road.", "plan"),
    ("“The name of our island is not negotiable,” Whitfield said.", "stance"),
]
NOBODY_BOUND = [
    ("id", "Hujan akan turun di Ara pada malam hari."),  # a forecast
    ("id", "Kebijakan itu akan membantu arus kas nelayan."),  # an effect
    ("id", "Rukmini berharap warga akan menjaga pasar."),  # a hope
    ("id", "Rukmini mengimbau warga untuk menjaga pasar."),  # an appeal
    ("id", "Rukmini meminta polisi menjamin keamanan pasar."),  # a duty put on others
    ("id", "RUU itu akan mewajibkan perusahaan melapor."),  # contents of a bill
    ("id", "Perusahaan harus memastikan keselamatan pekerja."),  # a duty
    ("id", "Massa akan berunjuk rasa di alun-alun besok."),  # third parties, unnamed
    ("id", "Ribuan buruh dari empat pabrik akan mogok pada 5 Mei."),
    ("id", "Polisi memastikan korban telah meninggal."),  # finding out
    ("id", "Ia datang untuk memastikan pasar aman."),
    ("id", "Warga memastikan pompa itu tidak lagi berbunyi."),
    ("id", "Kami belum bisa menjanjikan apa pun."),  # denied
    ("id", "Rukmini menolak berjanji soal tarif."),
    ("id", "Pengelola tidak menjamin kursi bagi semua."),
    ("id", "“Apakah kita siap membantu mereka?” tanya Rukmini."),  # a question
    ("id", "Apakah pemerintah akan membangun 200 rumah tahun ini?"),
    ("id", "Ia membuat janji temu dengan dokter gigi."),
    ("id", "Film itu sangat menjanjikan."),
    ("id", "Rumah siap huni itu dijual Rp 300 juta."),
    ("id", "Kopi siap saji laris di stasiun."),
    ("id", "“Kita akan menghadapi musim yang sulit,” kata Rukmini."),  # what befalls
    ("id", "“Kami akan kehilangan banyak hal,” kata Rukmini."),
    ("id", "“Saya tidak yakin apa yang akan saya buat,” kata Bagas."),
    ("id", "Pengetahuan kita akan guna air masih rendah."),
    ("id", "Negara itu kaya akan mineral."),
    ("id", "Rukmini diperkirakan akan menang."),
    ("id", "Bagas dikabarkan akan pindah ke klub lain."),
    ("id", "Pengamat ekonomi Joko mengatakan pemerintah akan menaikkan harga."),
    ("id", "Pasar itu dibangun pada 2019 oleh pemerintah."),
    ("id", "Pemerintah mungkin akan membangun 200 rumah."),
    ("id", "Ketika saya akan pulang, hujan turun."),
    ("id", "Asuransi itu memberi jaminan kesehatan."),
    ("id", "Anak itu memiliki tekad."),
    ("id", "Bupati Bagas ingin mempererat komitmen warga untuk merawat Ara."),
    ("id", "Bupati Bagas membantah akan mundur."),
    ("id", "“Kami percaya pemerintah akan menepati janji,” kata warga."),
    ("id", "“Kita tidak akan pernah lupa,” kata Bagas."),
    ("id", "“Sidang akan dilanjutkan pekan depan,” kata hakim."),
    ("id", "Proyek itu dijadwalkan selesai pada Desember 2031."),
    ("en", "The company said prices it would charge were low."),
    ("en", "The rain will reach Eastmoor by Friday."),
    ("en", "The law will require companies to report."),
    ("en", "The tax will help families."),
    ("en", "Whitfield hopes the company will build 200 homes."),
    ("en", "Whitfield urged the council to promise a new pier."),
    ("en", "Whitfield did not promise to reopen the library."),
    ("en", "Whitfield refused to commit to a date."),
    ("en", "Whitfield could not guarantee that fares would fall."),
    ("en", "Will the council build 200 homes this year?"),
    ("en", "“Will we build it?” Whitfield asked."),
    ("en", "Whitfield denied that she would resign."),
    ("en", "“I will tell you something,” Whitfield said."),
    ("en", "“I think we will get there,” Whitfield said."),
    ("en", "The mayor will visit the islands on Friday."),
    ("en", "He committed suicide in 2009."),
    ("en", "They committed crimes on the islands."),
    ("en", "She is a promising young painter."),
    ("en", "The promised land lies beyond the river."),
    ("en", "The pledged delegates met in the hall."),
    ("en", "The insurer sold a guarantee for the boat."),
    ("en", "“We will see,” Whitfield said."),
    ("en", "“We will lose the island,” Whitfield said."),
    ("en", "“I will never forget that night,” Whitfield said."),
    ("en", "Thousands of protesters will march on Friday."),
    ("en", "Voters will choose 12 councillors on May 5, 2031."),
    ("en", "Analysts said the company would sell 40 ships."),
    ("en", "A further 37 percent said they would stay away."),
    ("en", "The report said it would be a cold winter."),
    ("en", "Whitfield is expected to win by Friday."),
    ("en", "Keep the Promise is a fund in Eastmoor."),
    ("en", "The market opened in 2019."),
    ("en", "He said that the film would be long."),
    ("en", "The will of the people is clear."),
    ("", "It is what it is, and nothing more."),
]


@pytest.mark.parametrize(
    ("code", "text", "rule"),
    [("id", *row) for row in INDONESIAN] + [("en", *row) for row in ENGLISH],
)
def test_a_sentence_that_binds_somebody_is_found_whole(code: str, text: str, rule: str) -> None:
    one = next(iter(found(code, text)), None)
    assert one is not None
    assert one.rule == f"commitment.{rule}"
    assert text[one.start : one.end] == text.lstrip("“")


@pytest.mark.parametrize(("code", "text"), NOBODY_BOUND)
def test_what_binds_nobody_is_left_alone(code: str, text: str) -> None:
    assert [text[one.start : one.end] for one in found(code, text)] == []


def test_every_rule_is_named_and_shown() -> None:
    rules = {rule.name for rule in commitments.RULES}
    assert rules == {f"commitment.{row[1]}" for row in INDONESIAN}
    assert all(rule.label and rule.example for rule in commitments.RULES)


@pytest.mark.parametrize(
    ("rule", "kind"),
    [
        ("pledge", CommitmentKind.PROMISE),
        ("first-person", CommitmentKind.PROMISE),
        ("plan", CommitmentKind.PLAN),
        ("stance", CommitmentKind.STANCE),
    ],
)
def test_promise_plan_and_stance_are_told_apart(rule: str, kind: CommitmentKind) -> None:
    text = next(text for text, named in INDONESIAN if named == rule)
    fact = found("id", text)[0].fact
    assert isinstance(fact, Commitment)
    assert fact.kind is kind


def test_inside_a_long_quotation_one_sentence_is_the_span() -> None:
    text = "“Pasar itu tua. Kami akan membangunnya kembali. Warga senang,” kata Rukmini Satya."
    (one,) = found("id", text)
    assert text[one.start : one.end] == "Kami akan membangunnya kembali."


def test_a_journalists_own_words_and_shapes_are_read(tmp_path: Path) -> None:
    (tmp_path / "en.toml").write_text(
        '[commitments]\npledge_to = ["crossed her heart to"]\nown_word = ["pinky"]\n'
        'shapes = [{ rule = "pledge", form = "{own_word} swore", needs = ["someone"] }]\n',
        encoding="utf-8",
    )
    for text in (
        "Dana Whitfield crossed her heart to reopen the library.",
        "Dana Whitfield pinky swore it.",
    ):
        (one,) = find(read(text, code="en", languages=tmp_path), ())
        assert one.rule == "commitment.pledge"
        assert list(find(read(text, code="en"), ())) == []

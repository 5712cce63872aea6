"""Invented sentences with the statistics that stand in them, in 〔brackets〕."""

import re

import pytest

from annotations.detection import statistics
from annotations.detection.found import Suggestion
from annotations.detection.reading import read
from annotations.facts import Statistic

_MARK = re.compile("[〔〕]")


def found(code: str, text: str) -> list[Suggestion]:
    return sorted(statistics.find(read(text, code=code), ()), key=lambda one: one.start)


def wanted(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """Take the brackets out of a sentence, and say where they stood."""
    places = [match.start() - at for at, match in enumerate(_MARK.finditer(marked))]
    return _MARK.sub("", marked), list(zip(places[::2], places[1::2], strict=True))


def value(fact: object) -> str:
    assert isinstance(fact, Statistic)
    if fact.denominator is not None:
        amount = f"{fact.numerator:f}/{fact.denominator:f}"
    elif fact.value_max is not None:
        amount = f"{fact.value:f}..{fact.value_max:f}"
    else:
        amount = f"{fact.value:f}"
    return f"{amount} {fact.unit}".strip()


INDONESIAN = [
    ("Ia dipidana penjara selama 〔5 (lima) tahun〕 saja.", "5 year"),
    ("Kurs ditutup 〔Rp 16.355 per dolar AS〕.", "16355 IDR"),
    ("Desa itu dihuni 〔24 ribu orang〕 saja.", "24000 orang"),
    ("Ada hampir 〔41 juta penduduk〕 di provinsi itu.", "41000000 penduduk"),
    ("Rasionya rendah, yaitu 〔1:1.250〕.", "1/1250"),
    ("Rasio guru dan murid 〔3:40〕 dinilai timpang.", "3/40"),
    ("Anggarannya 〔Rp 1,2 triliun〕 tahun depan.", "1200000000000 IDR"),
    ("Tarifnya 〔Rp2.500〕 dari halte itu.", "2500 IDR"),
    ("Tarifnya 〔Rp. 2.500〕 dari halte itu.", "2500 IDR"),
    ("Retribusi 〔Rp 2.000/kg〕 dihapus.", "2000 IDR"),
    ("Upahnya 〔Rp 1 juta per bulan〕.", "1000000 IDR"),
    ("Harga tiket 〔Rp 25.000,- per orang〕.", "25000 IDR"),
    ("Biayanya 〔Rp 1 miliar〕 hingga 〔Rp 2 miliar〕.", "1000000000 IDR; 2000000000 IDR"),
    ("Nilainya 〔300-400 miliar rupiah〕.", "300000000000..400000000000 IDR"),
    ("Dana 〔Rp 3 M〕 dan 〔Rp 2,5 T〕 cair.", "3000000000 IDR; 2500000000000 IDR"),
    ("Utangnya 〔US$ 7,4 miliar〕 lunas.", "7400000000 USD"),
    ("Utangnya 〔11,83 miliar dolar AS〕 lunas.", "11830000000 USD"),
    ("Gajinya 〔€ 14 ribu〕 atau 〔500 ringgit〕.", "14000 EUR; 500 MYR"),
    ("Bantuan 〔setengah miliar euro〕 tiba.", "500000000 EUR"),
    ("Angka kemiskinan 〔12,5 persen〕.", "12.5 percent"),
    ("Angka kemiskinan 〔12,5%〕.", "12.5 percent"),
    ("Hanya 〔lima persen〕 yang datang.", "5 percent"),
    ("Ekonomi terkontraksi 〔minus 2,1 persen〕.", "-2.1 percent"),
    ("Bunga turun 〔0,25 poin persentase〕.", "0.25 percentage point"),
    ("Sudah 〔50 persennya〕 terjual.", "50 percent"),
    ("Kenaikannya 〔10 hingga 15 persen〕.", "10..15 percent"),
    ("Kenaikan dari 〔5〕 menjadi 〔10 persen〕.", "5 percent; 10 percent"),
    ("Hutan seluas 〔410 hektare〕 terbakar.", "410 hectare"),
    ("Sekitar 〔410〕 dari 〔5.000 hektare〕 terbakar.", "410 hectare; 5000 hectare"),
    ("Panennya 〔3 ton per hari〕.", "3 ton"),
    ("Beratnya 〔0,3 kilogram〕 lebih.", "0.3 kg"),
    ("Lahannya 〔2.318 meter persegi〕.", "2318 square metre"),
    ("Suhunya 〔31 derajat Celsius〕.", "31 degree Celsius"),
    ("Jaraknya 〔5km〕 dari dermaga.", "5 km"),
    ("Terdakwa divonis 〔12 tahun〕 penjara.", "12 year"),
    ("Hukumannya paling lama 〔dua puluh lima tahun〕.", "25 year"),
    ("Pelaku ditahan 〔14 hari〕 di rutan itu.", "14 day"),
    ("Masa percobaan 〔2 tahun〕 berlaku.", "2 year"),
    ("Izin terbit dalam waktu 〔15 hari kerja〕.", "15 day"),
    ("Kebakaran padam setelah sekitar 〔2 jam〕.", "2 hour"),
    ("Lama tahanan 〔40 - 70 hari〕.", "40..70 day"),
    ("〔4 Tersangka〕 Pencurian Kabel Ditangkap", "4 Tersangka"),
    ("Kemarin 〔3 aksi〕 digelar warga.", "3 aksi"),
    ("Polisi menurunkan 〔634 personel〕 polisi.", "634 personel"),
    ("Pemda menambah 〔20 unit〕 bus listrik.", "20 unit"),
    ("Ia mencetak 〔20 gol〕 musim itu.", "20 gol"),
    ("Mereka sudah bertemu 〔23 kali〕.", "23 kali"),
    ("Tiap hari 〔50 orang〕 datang.", "50 orang"),
    ("Bantuan tiba di 〔27 depo〕 di kecamatan itu.", "27 depo"),
    ("Kloter itu membawa 〔2.715 porsi〕 makanan.", "2715 porsi"),
    ("〔Dua puluh ribu warga〕 mengungsi.", "20000 warga"),
    ("〔Seratus dua puluh rumah〕 rusak.", "120 rumah"),
    ("Korban luka 〔410 orang〕, dan 〔11〕 lainnya hilang.", "410 orang; 11"),
    ("Jumlahnya mencapai 〔8.417〕.", "8417"),
    ("Sebanyak 〔1.420〕 di antaranya laki-laki.", "1420"),
    ("Hanya 〔264〕 yang melapor.", "264"),
    ("〔8 dari 10 siswa〕 setuju.", "8/10 siswa"),
    ("〔Satu dari lima perempuan〕 mengalaminya.", "1/5 perempuan"),
    ("Kuota 〔5〕 atau 〔6 kursi〕 kosong.", "5 kursi; 6 kursi"),
    ("Panitia membeli 〔3 (tiga) unit〕 tenda.", "3 unit"),
    ("Laba 〔1 triliunan〕 tercapai.", "1000000000000"),
    ("Ada 〔1,450 peserta〕 dan 〔1.5 persen〕 gagal.", "1450 peserta; 1.5 percent"),
    ("Sebanyak 〔2000 orang〕 hadir.", "2000 orang"),
    ("Grup itu: PSM (〔3 poin〕), lalu Persis.", "3 poin"),
    ("Penontonnya 〔3 juta 45 ribu orang〕.", "3045000 orang"),
    ("Stok garam menyentuh angka 〔6 juta ton〕.", "6000000 ton"),
    ("Bantuan 〔Rp 300.000 per KK per bulan〕 cair.", "300000 IDR"),
    ("Juara 1 mendapat 〔Rp 10 juta〕, juara 2 〔Rp 7,5 juta〕.", "10000000 IDR; 7500000 IDR"),
    ("Penumpangnya 〔1,1 juta per hari〕.", "1100000"),
    ("Putri divonis mati, Kusuma 〔20 tahun〕 penjara.", "20 year"),
    ("Ada 〔281 orang〕 meninggal, 〔163〕 hilang.", "281 orang; 163"),
    ("Angka kematian 〔8 per 1.000 kelahiran〕.", "8 per 1.000 kelahiran"),
]

ENGLISH = [
    ("A poll of 〔1,561 voters〕 shows a change.", "1561 voters"),
    ("Debts of 〔£300m-£400m〕 were sold.", "300000000..400000000 GBP"),
    ("He signed a 〔£1m〕-a-year contract.", "1000000 GBP"),
    ("They outvoted the others by a 〔2-to-1〕 margin.", "2/1"),
    ("More than 〔a million letters〕 were sorted.", "1000000 letters"),
    ("Over 〔a hundred thousand jobs〕 were at risk.", "100000 jobs"),
    ("The blast killed 〔31〕 and wounded 〔140〕.", "31; 140"),
    ("Calloway has 〔560〕 so far.", "560"),
    ("It drew 〔250,000〕-plus signatures.", "250000"),
    ("The rate is now 〔Rp 16,500 per US dollar〕.", "16500 IDR"),
    ("The party gained +〔3.5 points〕 in May.", "3.5 points"),
    ("The plant brings 〔1,200 new jobs〕 to town.", "1200 jobs"),
    ("The plant brings 〔20,000 new part-time jobs〕.", "20000 jobs"),
    ("About 〔16.3 million people〕 watched.", "16300000 people"),
    ("He raised 〔$4.6 million〕 in a week.", "4600000 USD"),
    ("It costs 〔£2bn〕 or 〔€5m〕.", "2000000000 GBP; 5000000 EUR"),
    ("In 〔30 of 34 towns〕, rents fell.", "30/34 towns"),
    ("The runway is 〔2,500m〕 long.", "2500 metre"),
    ("It pays 〔$15 an hour〕 and 〔$47,000 per year〕.", "15 USD; 47000 USD"),
    ("The levy of 〔12 Australian dollars a barrel〕 stays.", "12 AUD"),
    ("Some 〔60 percent〕 of drivers agreed.", "60 percent"),
    ("Prices rose 〔1.2%〕 in June.", "1.2 percent"),
    ("〔Twelve percent〕 said no.", "12 percent"),
    ("She leads by 〔44 percent〕 to 〔37 percent〕.", "44 percent; 37 percent"),
    ("It grew from 〔5〕 to 〔10 percent〕.", "5 percent; 10 percent"),
    ("It grows 〔5 to 10 percent a year〕.", "5..10 percent"),
    ("It was cut by 〔0.2 percentage points〕.", "0.2 percentage point"),
    ("A 〔20-point〕 margin remains.", "20 point"),
    ("She trails by 〔6 points〕.", "6 points"),
    ("Nearly 〔seven out of 10〕 refused.", "7/10"),
    ("〔One in five〕 say so.", "1/5"),
    ("〔1 in 3 farmers〕 will sell.", "1/3 farmers"),
    ("It beat 〔54 of 57〕 earlier shows.", "54/57"),
    ("The ratio is 〔1:30〕 in that school.", "1/30"),
    ("Every 〔48 minutes〕, a bus leaves.", "48 minute"),
    ("He was sentenced to 〔12 years〕 in prison.", "12 year"),
    ("He has farmed there for 〔30 years〕.", "30 year"),
    ("A 〔52-page〕 report came out.", "52 page"),
    ("Rents are 〔9 times〕 what they were.", "9 times"),
    ("Snow fell for 〔11 hours〕.", "11 hour"),
    ("The dam holds 〔1.5 million tonnes〕.", "1500000 ton"),
    ("They cleared 〔300-400 acres〕.", "300..400 acre"),
    ("Keep it 〔2 degrees Celsius〕 warmer.", "2 degree Celsius"),
    ("〔Twenty-one thousand people〕 marched.", "21000 people"),
    ("〔Half a million dollars〕 vanished.", "500000 USD"),
    ("〔One million tweets〕 followed.", "1000000 tweets"),
    ("They freed 〔1,000 prisoners〕 and kept 〔14〕 of them.", "1000 prisoners; 14"),
    ("The storm killed 〔14〕, officials said.", "14"),
    ("The poll surveyed 〔618 likely voters〕.", "618 voters"),
    ("It kills 〔120 per 100,000 people〕 there.", "120 per 100,000 people"),
    ("〔5 things〕 to watch tonight", "5 things"),
    ("He is 〔66 delegates〕 short of 〔2,410〕.", "66 delegates; 2410"),
    ("She works 〔15 extra minutes〕 daily.", "15 minute"),
    ("It fell to 〔7.5m〕 in May; 〔1.8m people〕 wait.", "7500000; 1800000 people"),
    ("The margin is plus or minus 〔3 percentage points〕.", "3 percentage point"),
    ("It reached 〔40C〕 and 〔120mph〕.", "40 degree Celsius; 120 mph"),
    ("Deaths rose to 〔1,234〕 from 〔1,100〕 a day earlier.", "1234; 1100"),
    ("In 〔30 of 34 towns〕, rents fell.", "30/34 towns"),
    ("The runway is 〔2,500m〕 long.", "2500 metre"),
    ("It offers 〔$18 an hour〕 to go there.", "18 USD"),
    ("The loss was 〔-2.1%〕 then.", "-2.1 percent"),
]

OTHER = [
    ("〔24,000〕 dan 〔Rp 1,2 triliun〕 dan 〔12.5%〕.", "24000; 1200000000000 IDR; 12.5 percent"),
]


@pytest.mark.parametrize(
    ("code", "marked", "values"),
    [
        (code, marked, values)
        for code, rows in (("id", INDONESIAN), ("en", ENGLISH), ("xx", OTHER))
        for marked, values in rows
    ],
)
def test_a_statistic_is_found_with_its_unit_and_its_value(
    code: str, marked: str, values: str
) -> None:
    text, spans = wanted(marked)
    suggestions = found(code, text)
    assert [text[one.start : one.end] for one in suggestions] == [text[a:b] for a, b in spans]
    assert "; ".join(value(one.fact) for one in suggestions) == values

"""Who is bound to what, for whom, until when and if: each field with the words it was read from."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.detection.commitments import find
from annotations.detection.engine import suggest
from annotations.detection.found import Kind, Suggestion
from annotations.detection.reading import read
from annotations.facts import Commitment

TUESDAY = "2026-02-10"
WHO = [
    ("id", "Bupati Rukmini Satya berjanji akan membuka pasar lama.", "Rukmini Satya"),
    ("id", "“Kami akan membuka pasar lama,” kata Bupati Rukmini Satya.", "Rukmini Satya"),
    ("id", "Rukmini Satya mengatakan pihaknya akan menambah petugas.", "Rukmini Satya"),
    ("id", "Rukmini Satya menyatakan akan menggugat perusahaan itu.", "Rukmini Satya"),
    ("id", "Pemkot Ara akan membangun 200 rumah susun.", "Pemkot Ara"),
    ("id", "Ketua DPRD Ara menegaskan komitmen Pemkot Ara dalam menata pasar.", "Pemkot Ara"),
    ("id", "Sewa itu akan dilunasi pemerintah bulan depan.", "pemerintah"),
    ("id", "Bupati Ara ingkar janji.", "Bupati Ara"),
    ("id", "Kata dia, mereka siap membantu warga.", "mereka"),
    ("en", "Mayor Dana Whitfield promised to reopen the library.", "Dana Whitfield"),
    ("en", "“We will repair the pier,” said Dana Whitfield.", "Dana Whitfield"),
    ("en", "Dana Whitfield said she would publish her accounts.", "Dana Whitfield"),
    ("en", "The ministry will build 200 houses this year.", "The ministry"),
    ("en", "Mayor Dana Whitfield, a lawyer, promised to comply.", "Dana Whitfield"),
    ("id", "Bank Ara terus memperkuat komitmennya memperluas layanan.", "Bank Ara"),
    ("id", "Dinas Air dalam waktu dekat akan membangun 20 sumur.", "Dinas Air"),
    ("id", "Presiden klub, Bagas Laksana, menjanjikan bonus.", "Bagas Laksana"),
    ("id", "“Benar,” kata Bagas. Ratna Dewi setuju. Ia berjanji datang.", "Ratna Dewi"),
    ("id", "“Benar,” kata Bagas.\n\nKapolda menegaskan komitmennya memberantas judi.", "Kapolda"),
    ("id", "Kami akan terus mengawal perkara itu, kata Rukmini Satya.", "Rukmini Satya"),
]
WHAT = [
    ("id", "Rukmini Satya berjanji membuka pasar lama.", "membuka pasar lama"),
    ("id", "“Kami akan membuka pasar lama,” kata Rukmini Satya.", "membuka pasar lama"),
    ("id", "“Pasar itu akan kami buka,” kata Rukmini Satya.", "Pasar itu akan kami buka"),
    ("id", "Pemkot Ara akan membangun 200 rumah susun.", "membangun 200 rumah susun"),
    (
        "id",
        "Rukmini menyampaikan, ganti rugi akan dibayar Maret 2031.",
        "ganti rugi akan dibayar Maret 2031",
    ),
    ("en", "Dana Whitfield promised to reopen the library.", "reopen the library"),
    ("en", "“We will repair the pier,” said Dana Whitfield.", "repair the pier"),
    ("en", "The council pledged $5 million for the pier.", "$5 million for the pier"),
    ("id", "Kami akan mengawal perkara itu, kata Rukmini Satya.", "mengawal perkara itu"),
    ("en", "Dana Whitfield vowed to “fight for every island.”", "fight for every island"),
    # What somebody promises not to do is never told as what he promises to do.
    ("id", "“Kami tidak akan menggusur warga,” kata Rukmini.", "tidak akan menggusur warga"),
    ("id", "Rukmini memastikan tidak akan menggusur warga.", "tidak akan menggusur warga"),
    ("id", "Rukmini menyatakan takkan menggusur warga.", "takkan menggusur warga"),
    ("id", "“Warga tidak akan kami gusur,” kata Rukmini.", "Warga tidak akan kami gusur"),
    ("id", "Rukmini mengatakan pihaknya tak akan mundur.", "tak akan mundur"),
    ("en", "“We will not close the pier,” said Dana Whitfield.", "not close the pier"),
    ("en", "“We won’t close the pier,” said Dana Whitfield.", "won’t close the pier"),
    ("en", "The council vowed not to close the pier.", "not to close the pier"),
    ("en", "The council said it would never close the pier.", "never close the pier"),
    ("en", "“We will no longer sell fish,” said Dana Whitfield.", "no longer sell fish"),
    ("en", "The council, not the mayor, vowed to sell fish.", "sell fish"),
    # The pledge after the act.
    ("en", "“Nobody will go short, I promise,” said Dana Whitfield.", "Nobody will go short"),
    ("id", "“Tidak ada yang digusur, itu janji saya,” kata Rina.", "Tidak ada yang digusur"),
    # A stance has no act: what is said is the position.
    ("id", "“Netralitas kami harga mati,” tegasnya.", "Netralitas kami harga mati"),
    ("id", "Netralitas itu harga mati, tegas Rukmini Satya.", "Netralitas itu harga mati"),
    ("en", "“Our neutrality is not negotiable,” he said.", "Our neutrality is not negotiable"),
]
DUE = [
    ("id", "Pemkot Ara akan membangun 200 rumah akhir tahun ini.", "2026-12-01", "2026-12-31"),
    ("id", "“Besok kami akan memanggil dia,” kata Bagas.", "2026-02-11", "2026-02-11"),
    ("id", "Bagas berjanji membuka pasar paling lambat 31 Maret.", "2026-03-31", "2026-03-31"),
    ("id", "Bagas berjanji membuka pasar sebelum Lebaran.", "", ""),
    ("en", "Whitfield said Monday she would publish them by March 31.", "2026-03-31", "2026-03-31"),
    ("en", "Whitfield said Thursday she would publish them.", "", ""),
    ("en", "The council said it would pay, or close, by Friday.", "2026-02-13", "2026-02-13"),
    ("id", "Rukmini berjanji pergi, paling lambat Jumat.", "2026-02-13", "2026-02-13"),
    ("en", "“We will reopen it within two weeks,” said Whitfield.", "2026-02-10", "2026-02-24"),
]
CONDITION = [
    (
        "id",
        "“Jika tidak dibayar, kami akan menyegel kantor itu,” kata Bagas.",
        "Jika tidak dibayar",
    ),
    ("id", "Bagas berjanji mundur apabila terbukti bersalah.", "apabila terbukti bersalah"),
    ("en", "“I will resign if it is true,” Whitfield said.", "if it is true"),
    ("en", "“We will pay,” Whitfield said.", ""),
]
BENEFICIARY = [
    ("id", "Bupati Bagas menjanjikan sekolah gratis bagi anak nelayan.", "anak nelayan"),
    ("id", "Bagas berjanji memberikan bantuan kepada korban banjir di Ara.", "korban banjir"),
    ("en", "Whitfield promised to build homes for families in Eastmoor.", "families"),
    ("en", "Whitfield promised to wait for the ferry.", ""),
]


def fact(code: str, text: str) -> tuple[Suggestion, Commitment]:
    reading = read(text, code=code, published=TUESDAY)
    one = next(one for one in suggest(reading) if one.kind is Kind.COMMITMENT)
    assert isinstance(one.fact, Commitment)
    return one, one.fact


def test_a_bare_pledge_tells_no_act() -> None:
    assert fact("id", "“Saya janji,” kata Rukmini.")[1].what == ""


@pytest.mark.parametrize(("code", "text", "who"), WHO)
def test_the_actor_is_whoever_speaks_or_acts(code: str, text: str, who: str) -> None:
    assert fact(code, text)[1].who == who


@pytest.mark.parametrize(("code", "text", "what"), WHAT)
def test_the_act_begins_with_its_verb(code: str, text: str, what: str) -> None:
    assert fact(code, text)[1].what == what


@pytest.mark.parametrize(("code", "text", "start", "end"), DUE)
def test_the_deadline_is_the_deeds_and_not_the_day_of_speaking(
    code: str, text: str, start: str, end: str
) -> None:
    deadline = fact(code, text)[1].deadline
    assert (deadline.start, deadline.end) == (start, end)


@pytest.mark.parametrize(("code", "text", "condition"), CONDITION)
def test_a_condition_is_kept(code: str, text: str, condition: str) -> None:
    assert fact(code, text)[1].condition == condition


@pytest.mark.parametrize(("code", "text", "beneficiary"), BENEFICIARY)
def test_for_whom_is_told_where_the_sentence_does(code: str, text: str, beneficiary: str) -> None:
    assert fact(code, text)[1].beneficiary == beneficiary


@pytest.mark.parametrize(("code", "text"), [row[:2] for row in (*WHO, *WHAT, *DUE, *CONDITION)])
def test_each_filled_field_has_its_words(code: str, text: str) -> None:
    one, commitment = fact(code, text)
    named = {source.field: text[source.start : source.end] for source in one.sources}
    filled = {
        name for name in ("who", "what", "beneficiary", "condition") if getattr(commitment, name)
    }
    assert filled <= named.keys()
    assert all(source.rule == one.rule for source in commitment.sources)
    assert named["what"] == commitment.what


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *("kami", "akan", "we", "will", "promised", "to", "siap", "“", "”", ",", "."),
                *(
                    "komitmen",
                    "Rukmini",
                    "Pemkot",
                    "untuk",
                    "membangun",
                    "build",
                    "200",
                    "said",
                    "?",
                ),
            ]
        ),
        max_size=30,
    ),
    st.sampled_from(["id", "en", ""]),
)
def test_any_words_give_spans_inside_the_text_once_a_sentence(words: list[str], code: str) -> None:
    text = " ".join(words)
    reading = read(text, code=code)
    found = list(find(reading, ()))
    assert found == list(find(reading, ()))
    starts = [one.start for one in found]
    assert starts == sorted(set(starts))
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert all(0 <= source.start <= source.end <= len(text) for source in one.sources)

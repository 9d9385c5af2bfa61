"""The language of texts and headlines; in doubt Latin letters are English, or what the publisher says."""

import sys
from subprocess import run
from time import monotonic

import pytest

from ingest.article.language import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Rebels shelled the town on Monday, killing three.", "en"),
        ("Gunmen killed 3 in Mosul", "en"),
        ("3 killed", "en"),
        ("Wagner in Mali", "en"),
        ("Al-Shabaab attacks Kismayo", "en"),
        ("Un drone a frappé la base aérienne dans la nuit de lundi à mardi.", "fr"),
        ("La policía dijo que los hombres atacaron el autobús en la ciudad el lunes y que murieron siete.", "es"),
        ("Der Minister sagte am Montag, dass die Stadt in der Nacht von Drohnen angegriffen worden sei.", "de"),
        ("Saldırıda üç asker hayatını kaybetti, beş asker yaralandı.", "tr"),
        ("قال مسؤول إن طائرة مسيرة استهدفت القاعدة مساء الثلاثاء", "ar"),
        ("سخنگوی ارتش گفت که پهپادها به پایگاه حمله کردند و سه نفر کشته شدند", "fa"),
        ("لە هێرشێکی درۆنیدا بۆ سەر کێڵگەی گازی کۆرمۆر سێ کرێکار بریندار بوون", "ckb"),
        ("هێرش بۆ سەر هەولێر", "ckb"),
        ("ئۇيغۇر ئاپتونوم رايونىدا ھۇجۇم يۈز بەردى دېيىلدى", "ug"),
        ("В понедельник беспилотник ударил по складу", "ru"),
        ("Безпілотник влучив у житловий будинок, є загиблі й поранені", "uk"),
        ("武装勢力が市場を砲撃し、三人が死亡した", "ja"),
        ("武装分子炮击市场，造成三人死亡", "zh"),
        ("무장세력이 시장을 포격해 세 명이 숨졌다", "ko"),
        ("กองกำลังติดอาวุธยิงถล่มตลาด", "th"),
        ("हमलावरों ने बाज़ार पर गोले दागे, तीन लोग मारे गए", "hi"),
        ("", None),
        ("12.3.2026 — 14:00", None),
    ],
)
def test_a_language_is_recognised(text, language):
    assert language == detect(text)


@pytest.mark.parametrize(
    ("text", "hint", "language"),
    [
        ("Damboa", "fr", "fr"),
        ("Rebels shelled the town on Monday, killing three and wounding many more there.", "fr", "en"),
        ("Regjeringen sier at angrepet kom natt til tirsdag, og at tre mennesker ble drept.", "nb", "nb"),
        ("В понедельник беспилотник ударил по складу", "en", "ru"),
        ("武装勢力", "ja", "ja"),
    ],
)
def test_what_the_publisher_says_holds_where_the_text_is_in_doubt(text, hint, language):
    assert language == detect(text, hint)


def test_english_needs_no_model():
    """A worker that codes English never holds its 100 MB."""
    text = "The rebels shelled the town with mortars on Monday and killed three, the army said."
    code = (
        f"import sys; from ingest.article.language import detect; detect({text!r}); print('py3langid' in sys.modules)"
    )
    assert "False" == run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.parametrize("text", ["a" * 5_000_000, "é " * 2_000_000, "\u0301" * 3_000_000, "ەڵ" * 1_000_000])
def test_a_text_of_millions_of_characters_is_judged_at_once(text):
    detect("Un drone a frappé la base")
    started = monotonic()
    detect(text)
    assert monotonic() - started < 1


def test_a_long_english_page_whose_pieces_leave_it_in_doubt_needs_no_model():
    """Names and figures fill its beginning, middle and end."""
    names = "Kupiansk Izium Vovchansk Borova Lyman, 12 May; the Sloviansk Kramatorsk, Bakhmut Toretsk Pokrovsk"
    listed = f"{names} 14 shells at noon. " * 6
    told = "The army said that rebels had shelled the town and that there were no dead. " * 12
    text = f"{listed}The list was long. {told}{listed}They said so. {told}{listed}"
    code = (
        f"import sys; from ingest.article.language import detect_english; print(detect_english({text!r}), "
        "'py3langid' in sys.modules)"
    )
    assert "en False" == run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()

"""Formulas in MathML keep their meaning as text."""

from __future__ import annotations

import time

import pytest

from tuinews.text.blocks import document_text, parse
from tuinews.text.html import sanitise


def shown(inner: str) -> str:
    return document_text(parse(sanitise(f"<p>so <math display='block'>{inner}</math> it is", None)))


SUM = "<mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow>"


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ("<mi>x</mi><mo>=</mo><msqrt><mn>2</mn></msqrt>", "x=√2"),
        (f"<msqrt>{SUM}</msqrt>", "√(a+b)"),
        ("<msqrt><mo>(</mo><mi>a</mi><mo>)</mo></msqrt>", "√(a)"),
        (f"<mroot>{SUM}<mn>3</mn></mroot>", "³√(a+b)"),
        (f"<mfrac>{SUM}<mn>2</mn></mfrac>", "(a+b)/2"),
        ("<mfrac><mn>1</mn><mn>12.5</mn></mfrac>", "1/12.5"),
        ("<msup><mi>x</mi><mn>2</mn></msup>", "x²"),
        (f"<msup><mi>x</mi>{SUM}</msup>", "x^(a+b)"),
        ("<msub><mi>a</mi><mrow><mi>i</mi><mi>j</mi></mrow></msub>", "a_ij"),
        ("<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>", "x_i²"),
        ("<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover><mi>i</mi>", "∑_iⁿi"),
        ("<mtable><mtr><mtd>1</mtd><mtd>2</mtd></mtr><mtr><mtd>3</mtd><mtd>4</mtd></mtr></mtable>",
         "[1, 2; 3, 4]"),
        (f"<semantics>{SUM}<annotation encoding='application/x-tex'>a+b</annotation></semantics>", "a+b"),
        ("<mn>1</mn><mspace width='1em'/><mn>2</mn>", "1 2"),
        ("<mi>a</mi><mo>&lt;</mo><mi>b</mi>", "a<b"),
        ("<msqrt><mn>2</mn>", "2"),
        ("<mfrac><mn>2</mn></mfrac>", "2"),
    ],
)  # fmt: skip
def test_a_formula_means_what_it_meant(formula: str, text: str) -> None:
    assert shown(formula) == f"so {text} it is"


def test_formulas_without_end_take_linear_time() -> None:
    began = time.perf_counter()
    for formula in (
        "<msqrt>" * 50_000,
        "<math>" * 50_000,
        "<math><mi>a</mi>" * 20_000,
        "<mrow><mi>a" * 30_000,
    ):
        shown(formula)
        shown(formula + "</math>")
    assert time.perf_counter() - began < 10

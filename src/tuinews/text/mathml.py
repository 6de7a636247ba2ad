"""Formulas in MathML as text that means the same: roots, fractions, what is raised and lowered."""

from __future__ import annotations

import re
from collections.abc import Callable

from tuinews.text.markup import TOKEN, unescape

# Of up to 20,000 characters; a longer one is taken as the text that it holds.
_FORMULA = re.compile(r"<math\b[^<>]*+>((?:(?!</math\s*>).){0,20000}+)</math\s*>", re.DOTALL | re.IGNORECASE)
# All of MathML's names begin with an m, but some of HTML's do, too.
_TAGS = re.compile(
    r"</?(?:semantics|none|m(?!(?:ain|ap|ark|arquee|enu|eta|eter)\b)[a-z]*+)\b"
    r"""(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>""",
    re.IGNORECASE,
)
_DEEPEST = 40
_WORD = re.compile(r"\w+(?:[.,]\w+)?")
_SUPERSCRIPT = str.maketrans("0123456789n", "⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ")


def without_mathml(html: str) -> str:
    """Foreign ``html`` whose formulas are text, with ``sup`` and ``sub`` in it.

    A formula that is not well formed, long or very deep loses its tags only.
    """
    return _TAGS.sub("", _FORMULA.sub(lambda formula: _read(formula[1]) or formula[0], html))


def _read(formula: str) -> str:
    """HTML of a formula; empty where it cannot be read."""
    open_elements: list[tuple[str, list[str]]] = [("math", [])]
    for token in TOKEN.finditer(formula):
        closing, name, rest, text = token[1], (token[2] or "").lower(), token[3], token[4]
        if text is not None:
            if text.strip():
                open_elements[-1][1].append(text.strip())
        elif closing:
            ended, parts = open_elements.pop()
            if ended != name or not open_elements:
                return ""
            open_elements[-1][1].append(_written(ended, parts))
        elif name and rest.endswith("/"):
            open_elements[-1][1].append(" " if name == "mspace" else "")
        elif name:
            if len(open_elements) > _DEEPEST:
                return ""
            open_elements.append((name, []))
    return "".join(open_elements[0][1]) if len(open_elements) == 1 else ""


def _written(name: str, parts: list[str]) -> str:
    form = _FORMS.get(name)
    if form is not None and len(parts) == form[0]:
        return form[1](*parts)
    match name:
        case "msqrt":
            return f"√{_grouped(''.join(parts))}"
        case "semantics":
            return parts[0] if parts else ""
        case "mtr" | "mlabeledtr":
            return ", ".join(parts) + "; "
        case "mtable":
            return f"[{''.join(parts).removesuffix('; ')}]"
        case "annotation" | "annotation-xml":
            return ""
        case "mtext":
            return f" {''.join(parts)} "
        case _:
            return "".join(parts)


def _grouped(part: str) -> str:
    """In brackets where it is more than a number or a name."""
    text = unescape(re.sub(r"<[^<>]*>", "", part))
    bracketed = text.startswith("(") and text.find(")") == len(text) - 1
    return part if _WORD.fullmatch(text) or bracketed else f"({part})"


def _root(base: str, index: str) -> str:
    raised = index.translate(_SUPERSCRIPT)
    return f"{raised}√{_grouped(base)}" if raised != index else f"<sup>{index}</sup>√{_grouped(base)}"


def _raised(base: str, above: str) -> str:
    return f"{base}<sup>{above}</sup>"


def _lowered(base: str, below: str) -> str:
    return f"{base}<sub>{below}</sub>"


def _both(base: str, below: str, above: str) -> str:
    return f"{base}<sub>{below}</sub><sup>{above}</sup>"


_FORMS: dict[str, tuple[int, Callable[..., str]]] = {
    "mroot": (2, _root),
    "mfrac": (2, lambda above, below: f"{_grouped(above)}/{_grouped(below)}"),
    "msup": (2, _raised),
    "msub": (2, _lowered),
    "msubsup": (3, _both),
    "munder": (2, _lowered),
    "munderover": (3, _both),
}
"""How many parts an element has, and how it is written."""

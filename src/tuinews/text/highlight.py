"""Code told apart by its stated language: keywords, strings, numbers, comments, names.

Pygments does it, and is loaded when the first code of a known language is set. Our own table of languages
stands before it: a name out of a page never chooses what is imported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib import import_module
from itertools import groupby
from typing import Any, Protocol, TypeAlias

from tuinews.text.tree import Inline, Look, Span

LONGEST = 20_000
"""Characters; longer code is set plain."""
LONGEST_LINE = 500
"""Characters; what has longer lines was not written to be read."""

# Module of pygments.lexers, class, and how pages call the language.
_LEXERS = """
c_cpp CLexer c h
c_cpp CppLexer cpp c++ cc cxx hpp
configs DockerLexer dockerfile docker
configs IniLexer ini cfg conf properties desktop systemd
configs NginxConfLexer nginx
configs TOMLLexer toml
configs TerraformLexer terraform hcl tf
css CssLexer css
css LessCssLexer less
css ScssLexer scss
data JsonLexer json jsonc json5 jsonld
data YamlLexer yaml yml
diff DiffLexer diff patch udiff
dotnet CSharpLexer csharp cs c#
dotnet FSharpLexer fsharp fs f#
elm ElmLexer elm
erlang ElixirLexer elixir ex exs
erlang ErlangLexer erlang erl
fortran FortranLexer fortran f90
go GoLexer go golang
graphql GraphQLLexer graphql gql
haskell HaskellLexer haskell hs
html HtmlLexer html html5 xhtml htm vue svelte
html XmlLexer xml svg rss atom xsd xslt
javascript JavascriptLexer javascript js jsx mjs cjs node
javascript TypeScriptLexer typescript ts tsx
julia JuliaLexer julia jl
jvm ClojureLexer clojure clj cljs
jvm GroovyLexer groovy gradle
jvm JavaLexer java
jvm KotlinLexer kotlin kt kts
jvm ScalaLexer scala
lisp CommonLispLexer lisp commonlisp common-lisp cl
lisp EmacsLispLexer elisp emacs-lisp emacs
lisp RacketLexer racket
lisp SchemeLexer scheme
make CMakeLexer cmake
make MakefileLexer make makefile
markup TexLexer latex tex
matlab MatlabLexer matlab octave
ml OcamlLexer ocaml ml
nix NixLexer nix
objective ObjectiveCLexer objective-c objectivec objc
objective SwiftLexer swift
perl PerlLexer perl pl
php PhpLexer php
python PythonConsoleLexer pycon
python PythonLexer python py python3 py3 gyp starlark
r SLexer r s
ruby RubyLexer ruby rb
rust RustLexer rust rs
scripting LuaLexer lua
shell BashLexer bash sh shell zsh ksh shellscript
shell BashSessionLexer console shell-session sh-session bash-session
shell FishShellLexer fish
shell PowerShellLexer powershell ps1 pwsh
sql SqlLexer sql mysql postgresql postgres plpgsql sqlite
textedit VimLexer vim viml vimscript
zig ZigLexer zig
"""
_CLASSES = {
    name: (parts[0], parts[1])
    for line in _LEXERS.split("\n")
    if len(parts := line.split()) > 2
    for name in parts[2:]
}
_OPTIONS: dict[str, dict[str, bool]] = {"PhpLexer": {"startinline": True}}

# The kinds of Pygments' tokens, from their roots; the longest that fits decides.
_KINDS = {
    ("Comment",): Look.COMMENT,
    ("Comment", "Preproc"): Look.KEYWORD,
    ("Comment", "PreprocFile"): Look.STRING,
    ("Keyword",): Look.KEYWORD,
    ("Operator", "Word"): Look.KEYWORD,
    ("Literal", "String"): Look.STRING,
    ("Literal", "Number"): Look.NUMBER,
    ("Literal", "Date"): Look.NUMBER,
    ("Name", "Function"): Look.NAME,
    ("Name", "Class"): Look.NAME,
    ("Name", "Decorator"): Look.NAME,
    ("Name", "Tag"): Look.NAME,
    ("Name", "Attribute"): Look.NAME,
    ("Name", "Namespace"): Look.NAME,
    ("Name", "Exception"): Look.NAME,
    ("Name", "Builtin"): Look.NAME,
    ("Name", "Label"): Look.NAME,
    ("Generic", "Inserted"): Look.INSERTED,
    ("Generic", "Deleted"): Look.DELETED,
    ("Generic", "Heading"): Look.NAME,
    ("Generic", "Subheading"): Look.NAME,
    ("Generic", "Prompt"): Look.COMMENT,
    ("Generic", "Output"): Look.COMMENT,
}


class Lexer(Protocol):
    """What takes code apart."""

    def get_tokens_unprocessed(self, text: str) -> Iterator[tuple[int, tuple[str, ...], str]]:
        """Where each token begins, its kind, and its text."""
        ...


Lexers: TypeAlias = Callable[[str], Lexer | None]
"""Gives the lexer of a language, by the name a page has for it; None where there is none, or not yet."""

_loaded: dict[tuple[str, str], Lexer] = {}


def load(language: str) -> Lexer | None:
    """The lexer of ``language``; the first of a language takes up to 40 ms."""
    place = _CLASSES.get(language.lower())
    if place is None:
        return None
    lexer = _loaded.get(place)
    if lexer is None:
        made: Any = getattr(import_module(f"pygments.lexers.{place[0]}"), place[1])
        lexer = _loaded[place] = made(**_OPTIONS.get(place[1], {}))
    return lexer


def no_lexer(_: str) -> Lexer | None:
    """Knows no language: all code is set plain, and Pygments not loaded."""
    return None


class LexersInTime:
    """Gives the lexers that are loaded, and remembers which are missing: for where nothing may wait."""

    def __init__(self) -> None:
        self.missing: set[str] = set()

    def __call__(self, language: str) -> Lexer | None:
        place = _CLASSES.get(language.lower())
        if place is None:
            return None
        if place not in _loaded:
            self.missing.add(language)
        return _loaded.get(place)

    def load_missing(self) -> None:
        """Load what was missing; on a thread of its own."""
        while self.missing:
            load(self.missing.pop())


def highlighted(spans: Inline, language: str, lexers: Lexers) -> Iterator[Inline] | None:
    """The lines of code in spans that say what they are; None where it is to be set plain.

    Plain is code without a known language, long code, and code with looks or jumps of its own. No character
    is lost or added, and links stay.
    """
    if not language or any(span.look & ~Look.LINK != Look.CODE or span.jump for span in spans):
        return None
    text = "".join([span.text for span in spans])
    if len(text) > LONGEST or max(map(len, text.split("\n"))) > LONGEST_LINE:
        return None
    lexer = lexers(language)
    if lexer is None:
        return None
    runs = _runs(text, lexer)
    if not any(span.link for span in spans):
        anchors = tuple(anchor for span in spans for anchor in span.anchors)
        return _lines((text, look, 0, anchors if not at else ()) for at, (look, text) in enumerate(runs))
    return _lines(_linked(runs, spans))


_Run: TypeAlias = tuple[str, Look, int, tuple[int, ...]]
"""Text with its look, link and anchors."""


def _lines(runs: Iterator[_Run]) -> Iterator[Inline]:
    line: list[Span] = []
    waiting: tuple[int, ...] = ()
    for text, look, link, anchors in runs:
        first, *others = text.split("\n")
        waiting += anchors
        if first:
            line.append(Span(first, look, link, 0, waiting))
            waiting = ()
        for part in others:
            yield tuple(line)
            line = [Span(part, look, link)] if part else []
    yield tuple(line)


def _linked(runs: Iterator[tuple[Look, str]], spans: Inline) -> Iterator[_Run]:
    """The stretches of one look with the links and anchors of the spans that they are of."""
    at, left, anchors = 0, len(spans[0].text), spans[0].anchors
    for look, text in runs:
        start = 0
        while start < len(text):
            while not left:
                at += 1
                left, anchors = len(spans[at].text), anchors + spans[at].anchors
            part = text[start : start + left]
            link = spans[at].link
            stands = anchors if part.strip() else ()
            yield part, look | Look.LINK if link else look, link, stands
            anchors = () if stands else anchors
            start += len(part)
            left -= len(part)


def _runs(text: str, lexer: Lexer) -> Iterator[tuple[Look, str]]:
    """The text in stretches of one look, whole whatever the lexer makes of it."""
    for look, tokens in groupby(_tokens(text, lexer), key=lambda token: token[0]):
        yield look, "".join([part for _, part in tokens])


def _tokens(text: str, lexer: Lexer) -> Iterator[tuple[Look, str]]:
    at = 0
    with suppress(Exception):  # a lexer is foreign code on foreign text: what it cannot read is set plain
        for start, kind, value in lexer.get_tokens_unprocessed(text + "\n"):
            end = min(start + len(value), len(text))
            if end <= at:
                continue
            if start > at:
                yield Look.CODE, text[at:start]
            yield _look(kind), text[max(at, start) : end]
            at = end
    if at < len(text):
        yield Look.CODE, text[at:]


_looks: dict[tuple[str, ...], Look] = {}


def _look(kind: tuple[str, ...]) -> Look:
    look = _looks.get(kind)
    if look is None:
        names = tuple(kind)
        found = (_KINDS[names[:length]] for length in range(len(names), 0, -1) if names[:length] in _KINDS)
        look = _looks[kind] = Look.CODE | next(found, Look.PLAIN)
    return look

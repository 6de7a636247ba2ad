"""Colour themes. The first lives on the terminal's own colours, dark or light; the others bring theirs."""

from __future__ import annotations

from textual.theme import Theme

THEMES = (
    Theme(
        name="tuinews",
        ansi=True,
        primary="ansi_blue",
        secondary="ansi_cyan",
        accent="ansi_blue",
        warning="ansi_yellow",
        error="ansi_red",
        success="ansi_green",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        variables={
            "cursor-foreground": "ansi_bright_white",
            "cursor-background": "ansi_blue",
            "blurred-foreground": "ansi_default",
            "blurred-background": "ansi_default",
            "muted": "ansi_default",
            "muted-style": "dim",
            "reason-style": "dim italic",
            "code-background": "ansi_default",
            # Textual's own sheets ask for these.
            "ansi-background": "ansi_default",
            "ansi-foreground": "ansi_default",
            "border-blurred": "ansi_default",
            "screen-selection-background": "ansi_bright_blue",
            "screen-selection-foreground": "ansi_black",
            "hit-foreground": "ansi_black",
            "hit-background": "ansi_yellow",
            "input-cursor-foreground": "ansi_black",
            "input-cursor-background": "ansi_white",
            "input-selection-foreground": "ansi_black",
            "input-selection-background": "ansi_bright_blue",
        },
    ),
    Theme(
        name="night",
        primary="#8caadc",
        accent="#8caadc",
        warning="#d9b26f",
        error="#e07a6f",
        success="#9bbb78",
        foreground="#d7d4cc",
        background="#16181c",
        surface="#16181c",
        panel="#1e2126",
        variables={
            "cursor-foreground": "#ffffff",
            "cursor-background": "#2f4264",
            "blurred-foreground": "#d7d4cc",
            "blurred-background": "#23262c",
            "muted": "#8a8d93",
            "muted-style": "none",
            "reason-style": "italic",
            "code-background": "#1e2126",
            "hit-foreground": "#16181c",
            "hit-background": "#d9b26f",
        },
    ),
    Theme(
        name="paper",
        dark=False,
        primary="#1f4e8c",
        accent="#1f4e8c",
        warning="#8a5a00",
        error="#a3261b",
        success="#3d6b1f",
        foreground="#2b2a27",
        background="#f7f4ec",
        surface="#f7f4ec",
        panel="#ece8dc",
        variables={
            "cursor-foreground": "#ffffff",
            "cursor-background": "#1f4e8c",
            "blurred-foreground": "#2b2a27",
            "blurred-background": "#e4dfd0",
            "muted": "#77736a",
            "muted-style": "none",
            "reason-style": "italic",
            "code-background": "#ece8dc",
            "hit-foreground": "#2b2a27",
            "hit-background": "#f0d27a",
        },
    ),
)
DEFAULT = THEMES[0]


def theme_named(name: str) -> Theme | None:
    """One of ours, or None."""
    return next((theme for theme in THEMES if theme.name == name), None)

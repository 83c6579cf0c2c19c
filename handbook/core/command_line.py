"""How commands are typed: click, with every sentence in Dutch."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from typing import Any

import click

from handbook.core import kept

Options = Callable[[Callable[..., int]], Callable[..., int]]


class Option(click.Option):
    """A choice behind a verb; what is required stands in the usage line, and needs no word of its own."""

    def get_help_extra(self, ctx: click.Context) -> Any:  # noqa: ARG002 - click's signature
        """Nothing: what click would add here is English."""
        return {}


class _Help:
    """What a command and the list of commands have in common."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The line that says how it is typed."""
        assert isinstance(self, click.Command)
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Gebruik: ")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Our own sentence behind --help."""
        assert isinstance(self, click.Command)
        option = super().get_help_option(ctx)  # type: ignore[misc]
        assert isinstance(option, click.Option)
        option.help = "Toont deze uitleg."
        return option

    def _write_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        assert isinstance(self, click.Command)
        rows = [row for param in self.get_params(ctx) if isinstance(param, click.Option) and (row := param.get_help_record(ctx))]
        with formatter.section("Keuzes"):
            formatter.write_dl(rows)


class Verb(_Help, click.Command):
    """One command."""

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What must follow it, under a Dutch heading."""
        rows = [param.get_help_record(ctx) for param in self.get_params(ctx) if isinstance(param, click.Argument)]
        if rows:
            with formatter.section("Hierbij hoort"):
                formatter.write_dl(rows)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Its choices, under a Dutch heading."""
        self._write_options(ctx, formatter)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Raises UsageError, in Dutch, for what is too much."""
        ctx.allow_extra_args = True
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as error:
            # click forgets for which command a value is missing.
            error.ctx = error.ctx or ctx
            raise
        if ctx.args:
            raise click.UsageError(f"Dit is onbekend: {' '.join(ctx.args)}.{self._behind_option(ctx)}", ctx)
        return rest

    def _behind_option(self, ctx: click.Context) -> str:
        """What may have been meant by one word too many: a folder, for which there is a choice."""
        names = [param.opts[0] for param in self.params if isinstance(param, click.Option) and param.metavar == "MAP"]
        if len(names) != 1 or len(ctx.args) != 1 or ctx.args[0].startswith("-"):
            return ""
        return f" Bedoelt u een map? Schrijf dan: {ctx.command_path} {names[0]} {shlex.quote(ctx.args[0])}"


class Verbs(_Help, click.Group):
    """All commands, in the order in which they were added."""

    command_class = Verb

    def __init__(self, *args: Any, **how: Any) -> None:
        super().__init__(*args, **how)
        self.gone: dict[str, str] = {}
        """Commands that were here once, and what to say to who types one."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Not by the alphabet: a newcomer reads from the top."""
        return [*self.commands]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands and then the choices, under Dutch headings."""
        with formatter.section("Opdrachten"):
            formatter.write_dl([(name, command.help or "") for name, command in self.commands.items()])
        self._write_options(ctx, formatter)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Raises UsageError, in Dutch, where no command was typed."""
        rest = super().parse_args(ctx, args)
        if not args:
            raise click.UsageError("Hier ontbreekt nog: OPDRACHT.", ctx)
        return rest

    def option(self, *names: str, **how: Any) -> Options:
        """A choice for a command, to be put above its function."""
        return click.option(*names, cls=Option, **how)


class OneOf(click.Choice[str]):
    """One word of a list."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:  # noqa: ARG002 - click's signature
        """Which words there are."""
        return f"{value!r} bestaat niet. Kies uit {', '.join(self.choices)}."


class Read(click.ParamType[Any]):
    """A value that `read` makes from what was typed; the ValueError that it raises says in Dutch what is wrong."""

    def __init__(self, name: str, read: Callable[[str], Any]) -> None:
        self.name, self._read = name, read

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The value; one that is there already, as a default is, stays as it is."""
        try:
            return self._read(value) if isinstance(value, str) else value
        except ValueError as error:
            raise click.BadParameter(str(error), ctx, param) from error


def run(verbs: Verbs, arguments: Sequence[str]) -> int:
    """The exit code of the command that was typed; keeps what it made. Raises what the command raises."""
    try:
        with verbs.make_context("handbook", [*arguments]) as context:
            code: int = verbs.invoke(context)
            return code
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.UsageError as error:
        context = error.ctx or click.Context(verbs, info_name="handbook")
        click.echo(f"{context.get_usage()}\n{sentence(error)}\nUitleg: {context.command_path} --help", err=True)
        return 2
    finally:
        kept.flush()


def sentence(error: click.UsageError) -> str:
    """What is wrong with what was typed."""
    match error:
        case click.NoSuchOption():
            near = f" Bedoelt u {' of '.join(error.possibilities)}?" if error.possibilities else ""
            return f"Dit is onbekend: {error.option_name}.{near}"
        case click.MissingParameter(param=click.Parameter() as param):
            # click stops at the first: whoever is told of one at a time types the command five times.
            needed = [_named(one) for one in (error.ctx.command.params if error.ctx else []) if one.required]
            return f"Hier ontbreekt nog: {_named(param)}." + (f" Alles wat erbij hoort: {', '.join(needed)}." if needed[1:] else "")
        case click.BadParameter(param=click.Parameter() as param):
            return f"Bij {_named(param)}: {error.message}"
        case click.BadOptionUsage():
            takes = [param for param in (error.ctx.command.params if error.ctx else []) if error.option_name in param.opts]
            flag = bool(takes) and isinstance(takes[0], click.Option) and takes[0].is_flag
            return f"Bij {error.option_name}: {'hier hoort geen waarde achter.' if flag else 'zet er een waarde achter.'}"
        case click.exceptions.NoSuchCommand(ctx=click.Context(command=Verbs(gone=gone))) if error.command_name in gone:
            return str(gone[error.command_name])
        case click.exceptions.NoSuchCommand():
            near = f" Bedoelt u {' of '.join(error.possibilities)}?" if error.possibilities else ""
            return f"De opdracht {error.command_name!r} bestaat niet.{near}"
    return error.message


def _named(param: click.Parameter) -> str:
    return param.opts[0] if isinstance(param, click.Option) else str(param.metavar or param.name).removesuffix("...")

"""``declutter PAGE…``: print the main text of pages, or write it to files."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from declutter.cli.arguments import add_addresses, add_extraction, add_general, options_of, parsed
from declutter.cli.classifiers import add_classifiers, classifiers_of
from declutter.cli.commands import epilog
from declutter.cli.inputs import Named, NotFetchedError, named_pages
from declutter.cli.output import EMPTY, NO_PAGE, NOT_FETCHED, OK, USAGE, gravest, print_error, standard_input, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from declutter import Document, Options, Pipeline
    from declutter.cli.fetch import Fetcher

FORMATS = {"text": ".txt", "markdown": ".md", "html": ".html", "json": ".json", "tei": ".xml"}  # and the suffix of their files
EPILOG = """Exit codes: 0 text was found; 1 a page holds no main text; 2 wrong arguments or a file cannot be read; 3 a file is no page;
4 an address cannot be fetched. Of several pages, the gravest counts: 2, 4, 3, 1, 0."""


def run(argv: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    return run_over(Run, parser(), argv)


def run_over(how: type[Run], made: argparse.ArgumentParser, argv: Sequence[str]) -> int:
    """Run a command over the pages that its arguments name and return its exit code."""
    args = parsed(made, argv)
    if not args.pages:
        made.error("the following arguments are required: PAGE")
    try:
        pages = list(named_pages(args.pages, args.output or ""))
        run = how(args, options_of(args), several=len(pages) > 1)
    except OSError as error:
        return print_error(f"{error.filename}: {error.strerror or error}", USAGE)
    except ValueError as error:
        return print_error(str(error), USAGE)
    return run.all(pages)


def parser() -> argparse.ArgumentParser:
    """The command's arguments."""
    made = argparse.ArgumentParser(
        prog="declutter",
        description="Print the main text of web pages, without boilerplate.",
        epilog=f"{EPILOG}\n\n{epilog()}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    made.add_argument(
        "pages", nargs="*", metavar="PAGE", help="a file of HTML or plain lines, a folder, a glob, or an address; - for standard input"
    )
    made.add_argument(
        "-o", "--output", metavar="PATH", help="write to this file, or into this folder if it is one or there are several pages"
    )
    made.add_argument("--format", choices=FORMATS, default="text", help="what to print (default: text)")
    add_extraction(made)
    add_classifiers(made)
    made.add_argument("--title", action="store_true", help="begin Markdown and HTML with the title")
    made.add_argument("--front-matter", action="store_true", help="begin Markdown with the metadata as YAML")
    made.add_argument("--explain", action="store_true", help="print one line per block: kept or dropped, score, label, text, reasons")
    add_addresses(made)
    add_general(made)
    return made


class Run:
    """One run of the command over its pages."""

    def __init__(self, args: argparse.Namespace, options: Options, *, several: bool) -> None:
        from declutter.pipeline import Pipeline

        self.args, self.options, self.several = args, options, several
        self.pipeline: Pipeline = Pipeline(options, classifiers=classifiers_of(getattr(args, "classifier", ())))
        self.fetcher: Fetcher | None = None
        self.to_folder = bool(args.output) and (several or args.output.endswith(("/", os.sep)) or os.path.isdir(args.output))

    def all(self, pages: Sequence[Named]) -> int:
        """Do every page; the gravest of their exit codes."""
        codes = set()
        try:
            for page in pages:
                codes.add(code := self.one(page))
                if code == USAGE and not self.several:
                    break
        finally:
            if self.fetcher is not None:
                self.fetcher.client.close()
        return gravest(codes)

    def one(self, page: Named) -> int:
        """Extract one page and show it; the exit code."""
        try:
            document = self.pipeline.extract(self.source(page), self.args.url)
        except OSError as error:
            return print_error(f"{page.text}: {error.strerror or error}", USAGE)
        except (ImportError, ValueError) as error:
            return print_error(str(error), USAGE)
        except NotFetchedError as error:
            return print_error(f"{page.text}: {error}", NOT_FETCHED)
        for warning in document.warnings:
            print_error(f"{page.text}: {warning}", 0)
        for rule in document.judged.selection.unmatched if self.args.explain else ():
            print_error(f"{page.text}: no block matches {rule}", 0)
        if not document and document.status != "empty":
            return NO_PAGE
        return self.put(page, self.shown(page, document)) or (OK if document else EMPTY)

    def shown(self, page: Named, document: Document) -> str:
        """What is printed or written of a page."""
        return shown(document, self.args, indent=None if self.several and not self.args.output else 2)

    def source(self, page: Named) -> Any:
        """What ``Pipeline.extract`` reads of a page."""
        if page.is_address:
            if self.fetcher is None:
                self.fetcher = fetcher(self.args, self.options)
            return self.fetcher.fetch(page.text)
        return standard_input(self.options.limits.max_bytes) if page.text == "-" else Path(page.text)

    def suffix(self) -> str:
        """What the names of files in a folder end with."""
        return ".txt" if self.args.explain and self.args.format != "json" else FORMATS[self.args.format]

    def put(self, page: Named, text: str) -> int:
        """Print or write what is shown of a page; the exit code if that fails, else 0."""
        if not self.args.output:
            return write(f"==> {page.text} <==\n{text}\n" if self.several and self.args.format in ("text", "markdown") else text)
        path = Path(self.args.output)
        if self.to_folder:
            path = path / (page.name + self.suffix())
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text + "\n", "utf-8", "replace", newline="\n")
        except OSError as error:
            return print_error(f"{path}: {error.strerror or error}", USAGE)
        return 0


def fetcher(args: argparse.Namespace, options: Options) -> Fetcher:
    """What fetches addresses.

    Raises:
        ImportError: if httpx is not installed.
    """
    from declutter.cli.fetch import USER_AGENT, Fetcher

    settings = {"robots": not args.ignore_robots, "pause": args.pause, "timeout": args.timeout}
    return Fetcher(options.limits.max_bytes, user_agent=args.user_agent or USER_AGENT, **settings)


def shown(document: Document, args: argparse.Namespace, indent: int | None) -> str:
    """The document in the format asked for."""
    if args.explain:
        return document.to_json(blocks=True, indent=indent) if args.format == "json" else document.explain()
    if args.format == "json":
        return document.to_json(indent=indent)
    if args.format == "markdown":
        return document.to_markdown(title=args.title, front_matter=args.front_matter)
    if args.format == "html":
        return document.to_html(title=args.title)
    return str(getattr(document, args.format))

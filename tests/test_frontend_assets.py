"""The third-party front-end files: fetched by hash, and free of what is licensed for gov.uk alone."""

import json
import re

import pytest

from config.frontend.fetch import (
    DESTINATION,
    FONT_STACK,
    HERE,
    FrontendFault,
    fetch,
    without_source_map,
    without_unlicensed_parts,
)

ROOT = HERE.parent.parent

FONT_RULES = (
    "/*! A notice about the typeface, made for gov.uk */"
    '@font-face{font-family:GDS Transport;font-weight:400;src:url(/assets/fonts/light.woff2) format("woff2")}'
    ".govuk-body{font-family:GDS Transport,arial,sans-serif;margin:0}"
)
CREST_RULES = (
    ".govuk-footer__crown{margin:0}.govuk-footer__copyright-logo{display:block}"
    ".govuk-footer__copyright-logo:before{background-image:url(/assets/images/govuk-crest.svg)}"
    "@supports (mask:none){.govuk-footer__copyright-logo:before{mask-image:url(/assets/images/govuk-crest.svg)}}"
)


def test_the_font_goes_and_a_common_one_takes_its_place():
    css = without_unlicensed_parts(FONT_RULES)
    assert css == f".govuk-body{{font-family:{FONT_STACK};margin:0}}"


def test_the_crown_goes_with_every_rule_that_draws_it():
    css = without_unlicensed_parts(FONT_RULES + CREST_RULES + ".govuk-footer__link{color:red}")
    assert "crown" not in css
    assert "crest" not in css
    assert css.endswith("@supports (mask:none){}.govuk-footer__link{color:red}")


@pytest.mark.parametrize(
    ("rule", "named"),
    [
        (".a{font:1em 'GDS Transport'}", "the typeface GDS Transport"),
        (".a{background:url(/assets/images/govuk-crest.png)}", "the crown"),
        (".a{background:url(/assets/images/other.png)}", "the address of a file"),
    ],
)
def test_a_new_way_of_naming_them_stops_the_fetch_with_a_sentence(rule, named):
    with pytest.raises(FrontendFault, match=f"still holds {named}"):
        without_unlicensed_parts(FONT_RULES + rule)


def test_a_style_sheet_with_an_unknown_typeface_is_not_let_through():
    with pytest.raises(FrontendFault, match="typeface in a way"):
        without_unlicensed_parts(".govuk-body{font-family:Something Else}")


def test_the_scripts_do_not_ask_for_a_source_map_that_is_not_there():
    assert without_source_map("const a=1;//# sourceMappingURL=a.js.map\n") == "const a=1;\n"


def test_the_files_in_use_hold_neither_font_nor_crown():
    css = (DESTINATION / "govuk" / "govuk-frontend.min.css").read_text(encoding="utf-8").lower()
    assert FONT_STACK.lower() in css
    for forbidden in ("gds transport", "@font-face", "crest", "crown", "url("):
        assert forbidden not in css
    assert sorted(path.name for path in (DESTINATION / "govuk").iterdir() if not path.name.startswith(".")) == [
        "LICENCE.txt",
        "govuk-frontend.min.css",
        "govuk-frontend.min.js",
    ]


def test_a_second_fetch_finds_everything_there_and_fetches_nothing():
    assert fetch(DESTINATION, ["govuk", "test"]) is False


def test_a_failed_fetch_is_reported_in_words_and_what_was_there_stays(tmp_path, monkeypatch):
    destination = tmp_path / "frontend"
    (destination / "govuk").mkdir(parents=True)
    (destination / "govuk" / "govuk-frontend.min.css").write_text("kept", encoding="utf-8")
    npm = tmp_path / "bin" / "npm"
    npm.parent.mkdir()
    npm.write_text('#!/bin/sh\n[ "$1" = --version ] && echo 10.0.0 && exit\necho "hashes differ" >&2\nexit 1\n')
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{npm.parent}:/usr/bin:/bin")

    with pytest.raises(FrontendFault, match="npm could not fetch the front-end packages:\nhashes differ"):
        fetch(destination)
    assert (destination / "govuk" / "govuk-frontend.min.css").read_text(encoding="utf-8") == "kept"
    assert [path.name for path in destination.iterdir()] == ["govuk"]


@pytest.mark.parametrize(
    ("folder", "named"),
    [(HERE, {"govuk-frontend", "axe-core"}), (HERE / "chromium", {"@sparticuz/chromium"})],
    ids=["front end", "test browser"],
)
def test_every_npm_package_is_locked_by_hash_and_names_no_registry(folder, named):
    lock = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))
    asked = {**lock["packages"][""]["dependencies"], **lock["packages"][""].get("devDependencies", {})}
    assert set(asked) == named
    for name, package in lock["packages"].items():
        if name:
            assert package["integrity"].startswith("sha512-")
            assert "resolved" not in package
    for name, version in asked.items():
        assert lock["packages"][f"node_modules/{name}"]["version"] == version


@pytest.mark.parametrize(
    "path", sorted([*ROOT.glob("requirements*.txt"), HERE / "requirements-node.txt"]), ids=lambda p: p.name
)
def test_every_python_package_is_pinned_by_hash_and_names_no_registry(path):
    text = path.read_text(encoding="utf-8")
    assert "://" not in text
    pins = re.findall(r"^[a-z0-9][^\n]*\\\n +--hash=sha256:", text, flags=re.MULTILINE)
    assert len(pins) == len(re.findall(r"^[a-zA-Z0-9]", text, flags=re.MULTILINE))

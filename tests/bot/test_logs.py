"""The logs: whatever is logged, by whomever, no token and no id stands in it."""

import logging

import pytest

from bot import logs


def test_tokens_and_ids_are_taken_out(capsys: pytest.CaptureFixture[str]) -> None:
    before = logging.getLogger().handlers[:]
    try:
        logs.set_up(verbose=True)
        log = logging.getLogger("somebody's library")
        log.warning("POST https://api.example.org/bot123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw/getMe")
        log.warning("chat %s wrote; token %s", 987654321, "xoxb-1234-abcd")
        try:
            raise ValueError("bad token 123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw for 987654321")
        except ValueError:
            log.exception("it failed")
    finally:
        logging.getLogger().handlers[:] = before
    said = capsys.readouterr().err
    assert "it failed" in said
    assert "ValueError" in said
    for secret in ("AAHdq", "987654321", "xoxb-1234"):
        assert secret not in said


def test_libraries_do_not_chatter(capsys: pytest.CaptureFixture[str]) -> None:
    before = logging.getLogger().handlers[:]
    try:
        logs.set_up(verbose=True)
        for name in ("httpx", "apscheduler", "telegram.Bot", "uvicorn.access"):
            logging.getLogger(name).info("a line a request")
    finally:
        logging.getLogger().handlers[:] = before
    assert capsys.readouterr().err == ""

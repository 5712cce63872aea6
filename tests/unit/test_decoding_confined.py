"""Old encodings in the process that can open no file any more."""

import pytest

from annotations.importing.worker import Worker


@pytest.mark.parametrize("encoding", ["koi8-r", "windows-1251", "cp866"])
def test_a_confined_process_finds_out_an_encoding(encoding: str) -> None:
    text = "Министр заявил, что законопроект будет внесён в парламент осенью."
    with Worker() as worker:
        assert worker.parse(text.encode(encoding), "a.txt").text.text == text

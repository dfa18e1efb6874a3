"""The notebooks run from the first cell to the last, in a kernel of their own."""

from pathlib import Path

import pytest

BOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))


def test_there_are_three():
    assert len(BOOKS) == 3


def test_they_are_kept_without_output():
    import json

    for book in BOOKS:
        for cell in json.loads(book.read_text(encoding="utf-8"))["cells"]:
            assert not cell.get("outputs"), book.name


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # of the kernel's own machinery; the cells run elsewhere
@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.stem)
def test_a_notebook_runs(book, compiled, tmp_path):
    client = pytest.importorskip("nbclient", reason="running notebooks needs nbclient (the extra 'test')")
    nbformat = pytest.importorskip("nbformat", reason="running notebooks needs nbformat (the extra 'test')")
    notebook = nbformat.read(book, as_version=4)
    client.NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(book.parent.parent)}}
    ).execute()
    errors = [out for cell in notebook.cells for out in cell.get("outputs", []) if out["output_type"] == "error"]
    assert not errors

"""The folder of a sweep: damaged, foreign and missing files are named, and nothing that was finished is lost."""

import errno
import os
import shutil
import subprocess
import sys

import pytest
from sweeps_on_disk import SMALL, files

from experiments.sweeps import store
from experiments.sweeps.export import read_sweep, write_csv
from experiments.sweeps.sweep import sweep
from hunt.errors import HuntError

pytestmark = pytest.mark.usefixtures("compiled")


def refused(design, folder, match, **how):
    before = files(folder)
    with pytest.raises(HuntError, match=match) as error:
        sweep(design, folder, **how)
    assert "\n" not in str(error.value)
    assert files(folder) == before, "nothing is lost"


def about(said, file):
    """Return the messages that name a file."""
    return [one for one in said if file in one]


def test_a_damaged_file_is_named_moved_aside_and_run_again(copy):
    design, folder, original = copy
    file = folder / "runs" / "chunk-000002.parquet"
    whole = file.read_bytes()
    for keep in (0, 100, -1):
        file.write_bytes(whole[:keep])
        with pytest.raises(HuntError, match=r"chunk-000002.parquet is damaged"):
            read_sweep(folder).store.read(2)
        said = []
        sweep(design, folder, resume=True, tell=said.append)
        assert len(about(said, "chunk-000002.parquet")) == len(said) == 1, keep
        assert (folder / "torn" / file.name).exists()
        shutil.rmtree(folder / "torn")
        assert files(folder) == files(original), keep


def flipped(file, place):
    """Flip a bit of a file, and let its length as it is."""
    content = bytearray(file.read_bytes())
    content[place] ^= 0b100
    file.write_bytes(content)


def test_a_flipped_bit_is_noticed_wherever_it_is_and_the_runs_run_again(copy):
    """In the numbers, and in what stands after them: names, types, places, lengths."""
    design, folder, original = copy
    file = folder / "runs" / "chunk-000002.parquet"
    whole = file.read_bytes()
    size = len(whole)
    told = size - int.from_bytes(whole[-8:-4], "little")  # where the file begins to say what is in it
    for place in (3, 200, *range(told - 9, size, (size - told) // 40)):
        file.write_bytes(whole)
        flipped(file, place)
        with pytest.raises(HuntError, match=r"chunk-000002.parquet (is damaged|belongs to another sweep)"):
            read_sweep(folder).store.read(2)
        assert read_sweep(folder).store.state(thorough=True).torn == {2: file}, place
    said = []
    done = sweep(design, folder, resume=True, tell=said.append)
    assert len(about(said, "is damaged; it was moved to torn, and its runs will run again")) == len(said) == 1
    assert done.lived == 4
    shutil.rmtree(folder / "torn")
    assert files(folder) == files(original)


def test_a_chunk_from_before_files_had_digests_of_themselves_is_read(copy, monkeypatch):
    design, folder, _ = copy
    store = read_sweep(folder).store
    table = store.read(2)
    monkeypatch.setattr("experiments.sweeps.store._with_digest", lambda content: content)
    monkeypatch.setattr("experiments.sweeps.store.ITSELF", b"something")
    store.write(2, table)
    monkeypatch.undo()
    said = []
    assert sweep(design, folder, resume=True, tell=said.append).lived == 0
    assert said == []


def test_a_foreign_file_is_named_and_not_read(copy):
    design, folder, original = copy
    shutil.copy(folder / "runs" / "chunk-000000.parquet", folder / "runs" / "mine.parquet")
    said = []
    sweep(design, folder, resume=True, tell=said.append)
    assert len(about(said, "mine.parquet")) == len(said) == 1
    assert len(read_sweep(folder).table) == len(read_sweep(original).table)


def test_a_chunk_of_another_sweep_is_named(copy, tmp_path):
    design, folder, _ = copy
    sweep({"settings": SMALL, "runs": 3}, tmp_path / "other")
    shutil.copy(tmp_path / "other" / "runs" / "chunk-000000.parquet", folder / "runs")
    refused(design, folder, r"chunk-000000.parquet belongs to another sweep", resume=True)
    with pytest.raises(HuntError, match=r"belongs to another sweep"):
        read_sweep(folder).store.read(0)


def test_a_chunk_in_the_place_of_another_is_named(copy):
    design, folder, _ = copy
    shutil.copy(folder / "runs" / "chunk-000001.parquet", folder / "runs" / "chunk-000000.parquet")
    refused(design, folder, r"chunk-000000.parquet belongs to another", resume=True)


def test_a_lost_manifest_is_named(copy):
    (copy[1] / "manifest.json").unlink()
    refused(copy[0], copy[1], r"no manifest.json", resume=True)


def test_a_damaged_or_edited_manifest_is_named(copy):
    file = copy[1] / "manifest.json"
    text = file.read_text()
    for edited in (text[:300], text.replace('"seed": 1', '"seed": 2')):
        file.write_text(edited)
        refused(copy[0], copy[1], r"manifest.json is damaged or was edited", resume=True)


def test_a_manifest_of_another_format_is_named(copy):
    design, folder, _ = copy
    file = folder / "manifest.json"
    file.write_text(file.read_text().replace('"format": 1', '"format": 2'))
    refused(design, folder, r"has format 2, and this version reads format 1", resume=True)
    refused(file, folder, r"has format 2, and this version reads format 1", resume=True)


def test_a_folder_whose_name_is_no_utf_8_is_a_folder_like_any_other(fixed, tmp_path):
    folder = tmp_path / os.fsdecode(b"bad\xff")
    sweep(fixed[0], folder)
    assert files(folder) == files(fixed[1])
    assert write_csv(folder).exists()
    assert len(read_sweep(folder).table) > 0


def test_a_full_disk_is_named_and_what_was_written_stays(fixed, tmp_path, monkeypatch):
    usual, count = store.pq.write_table, [0]

    def write_table(table, file, **how):
        count[0] += 1
        if count[0] > 4:
            raise OSError(errno.ENOSPC, "No space left on device")
        usual(table, file, **how)

    monkeypatch.setattr(store.pq, "write_table", write_table)
    with pytest.raises(HuntError, match=r"The disk of .* is full"):
        sweep(fixed[0], tmp_path / "s", workers=1)
    monkeypatch.undo()
    assert read_sweep(tmp_path / "s").done > 0
    sweep(fixed[0], tmp_path / "s", resume=True)
    assert files(tmp_path / "s") == files(fixed[1])


def test_a_folder_that_cannot_be_written_to_is_named(fixed, tmp_path, monkeypatch):
    def forbidden(*_, **__):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(store.pq, "write_table", forbidden)
    with pytest.raises(HuntError, match=r"cannot be written to: permission denied"):
        sweep(fixed[0], tmp_path / "s")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere; the test above makes the system refuse")
def test_a_read_only_folder_is_named(copy):
    (copy[1] / "runs" / "chunk-000001.parquet").unlink()
    (copy[1] / "runs").chmod(0o500)
    try:
        refused(copy[0], copy[1], r"cannot be written to: permission denied", resume=True)
    finally:
        (copy[1] / "runs").chmod(0o700)


def test_a_folder_without_a_sweep_is_named(tmp_path):
    with pytest.raises(HuntError, match=r"holds no sweep"):
        read_sweep(tmp_path)
    with pytest.raises(HuntError, match=r"There is no folder"):
        read_sweep(tmp_path / "nowhere")


def test_reading_a_chunk_leaves_no_thread_behind(copy):
    """One that still gives back what it has read when Python ends would abort the program, now and then."""
    program = (
        "import sys, psutil, pyarrow.parquet; from experiments.sweeps.store import opened\n"
        "store, before = opened(sys.argv[1]), psutil.Process().num_threads()\n"
        "rows = store.read(0).num_rows\n"
        "print(rows > 0, psutil.Process().num_threads() - before)\n"
    )
    said = subprocess.run([sys.executable, "-c", program, str(copy[1])], capture_output=True, text=True, check=True)
    assert said.stdout == "True 0\n"

"""What the tests need from the system, said in one line each when it is missing."""

import ctypes.util
import shutil
import subprocess
import sys


def has_chromium():
    return any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome")))


def has_pango():
    return all(map(ctypes.util.find_library, ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset")))


def has_chinese_font():
    command = ["fc-list", ":lang=zh-cn", "family"]
    try:
        return bool(subprocess.run(command, capture_output=True, check=True).stdout)
    except (FileNotFoundError, subprocess.CalledProcessError):
        return False


NEEDED = (
    (has_chromium, "Chromium, for the browser tests: install chromium"),
    (has_pango, "Pango, for PDFs: install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"),
    (has_chinese_font, "A Chinese font, for PDFs: install fontconfig fonts-noto-cjk"),
)


def main():
    missing = [advice for is_there, advice in NEEDED if not is_there()]
    for advice in missing:
        sys.stderr.write(f"Missing: {advice}\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())

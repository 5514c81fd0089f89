# Sourced by SampleMedia/try and Tests/run: what has to be installed, and how.

# What chop is built with.
to_build=(pkg-config libavformat-dev libavcodec-dev libavutil-dev libswresample-dev libswscale-dev libzip-dev)
# What the tests compare with.
to_test=(ffmpeg curl unzip chromium katex tesseract-ocr espeak-ng fonts-inter fonts-liberation fontconfig python3 python3-venv)

complain() {
  echo "$0: $*" >&2
  exit 1
}

need_swift() {
  command -v swift >/dev/null || complain "swift is not there: install Swift 6.2 or later (swift.org/install)"
}

# Installs those of the named Debian packages that are missing.
need_packages() {
  local package missing=() root=()
  command -v apt-get >/dev/null || complain "needs Debian's or Ubuntu's apt-get to install: $*"
  for package; do
    dpkg-query --show --showformat='${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  if ((EUID)); then
    command -v sudo >/dev/null || complain "missing; as root: apt-get install ${missing[*]}"
    root=(sudo)
  fi
  echo "installing ${missing[*]}"
  "${root[@]}" apt-get update -qq || complain "apt-get can't reach its archive; missing: ${missing[*]}"
  DEBIAN_FRONTEND=noninteractive "${root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null ||
    complain "apt-get could not install ${missing[*]}"
}

# Makes .build-venv with the Python packages of Tests/requirements.txt and puts it first in PATH.
need_python_packages() {
  local list=Tests/requirements.txt venv=.build-venv
  if ! cmp -s "$list" "$venv/installed"; then
    echo "installing $(grep -v '^#' "$list" | tr '\n' ' ')"
    python3 -m venv --clear "$venv" || complain "python3 can't make a venv; apt-get install python3-venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$list" ||
      complain "pip can't install what $list names: is PyPI reached?"
    cp "$list" "$venv/installed"
  fi
  export PATH="$PWD/$venv/bin:$PATH"
}

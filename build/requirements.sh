# Sourced by hares-pipeline and test.sh: finds what Hares needs on this machine and installs what is missing where it may.
# No `grep -q` behind a pipe: it leaves early, and under pipefail the writer's broken pipe would read as "not found".
# Needs: the .NET 10 SDK, libsndfile (decoding), ffmpeg (formats libsndfile does not know), a font (pictures of features).

hares_say() { echo "hares: $*" >&2; }

hares_as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo -n "$@"; else return 1; fi
}

hares_have_dotnet() { command -v dotnet >/dev/null && dotnet --list-sdks 2>/dev/null | grep '^10\.' >/dev/null; }

hares_have_sndfile() {
  case "$(uname -s)" in
    Linux) { ldconfig -p 2>/dev/null || /sbin/ldconfig -p; } | grep 'libsndfile\.so\.1' >/dev/null ;;
    Darwin) ls /opt/homebrew/lib/libsndfile*.dylib /usr/local/lib/libsndfile*.dylib 2>/dev/null | grep . >/dev/null ;;
    *) true ;;
  esac
}

hares_have_font() {
  [ "$(uname -s)" != Linux ] || [ -n "$(find /usr/share/fonts /usr/local/share/fonts ~/.local/share/fonts -name '*.[to]tf' -print -quit 2>/dev/null)" ]
}

hares_require() {
  local packages=() missing=()
  hares_have_dotnet || { packages+=(dotnet-sdk-10.0); missing+=("the .NET 10 SDK (https://dotnet.microsoft.com/download/dotnet/10.0)"); }
  hares_have_sndfile || { packages+=(libsndfile1); missing+=("libsndfile (Debian and Ubuntu: libsndfile1, Fedora: libsndfile, Homebrew: libsndfile)"); }
  command -v ffmpeg >/dev/null || { packages+=(ffmpeg); missing+=("ffmpeg"); }
  hares_have_font || { packages+=(fonts-dejavu-core); missing+=("a font (Debian and Ubuntu: fonts-dejavu-core)"); }
  [ ${#packages[@]} -eq 0 ] && return 0

  if command -v apt-get >/dev/null; then
    hares_say "installing ${packages[*]} (once)"
    if hares_as_root apt-get -o DPkg::Lock::Timeout=180 update -qq >/dev/null &&
       hares_as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=180 install -y -qq --no-install-recommends "${packages[@]}" >/dev/null; then
      hash -r
      hares_have_dotnet && hares_have_sndfile && command -v ffmpeg >/dev/null && hares_have_font && return 0
    fi
  fi
  hares_say "please install, then start again:"
  printf '  - %s\n' "${missing[@]}" >&2
  return 1
}

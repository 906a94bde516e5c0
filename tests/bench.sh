# shellcheck shell=bash
# What `./run bench` does; sourced by run, whose functions and folders it uses, after tests/run.sh.

# Measure with what the machine has: who is missing is named, and the table goes without.
run_bench() {
    case ${1:-} in
        print | words | import) ;;
        *) fail "./run bench knows: ./run bench print [--sizes 8,60,250] [--repeat 5] [--only ours,libreoffice,chromium],
./run bench words FILE_OR_FOLDER… and ./run bench import [FOLDER…]" ;;
    esac
    local what=$1
    shift
    DATA_DIR=$VAR/test
    resolve_data_dir
    WITH_TESTS=yes set_up
    if CHROMIUM=$(find_chromium); then export CHROMIUM; else unset CHROMIUM; fi
    if [[ $what == words || $what == import ]]; then
        export PYTHONPATH=$ROOT
        [[ $what == words ]] || what=imports
        exec "$PY" -m "tests.bench.$what" "$@" # the paths are those of the folder that it was called in
    fi
    cd "$ROOT"
    exec "$PY" -m "tests.bench.$what" "$@"
}

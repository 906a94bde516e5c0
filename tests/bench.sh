# shellcheck shell=bash
# What `./run bench` does; sourced by run, whose functions and folders it uses, after tests/run.sh.

# Measure with what the machine has: who is missing is named, and the table goes without.
run_bench() {
    [[ ${1:-} == print ]] || fail "./run bench knows: ./run bench print [--sizes 8,60,250] [--repeat 5] [--only ours,libreoffice,chromium]"
    shift
    DATA_DIR=$VAR/test
    resolve_data_dir
    WITH_TESTS=yes set_up
    if CHROMIUM=$(find_chromium); then export CHROMIUM; else unset CHROMIUM; fi
    cd "$ROOT"
    exec "$PY" -m tests.bench.print "$@"
}

# shellcheck shell=bash
# What `./run test` does; sourced by run, whose functions and folders it uses.

FAILED=()
CLUSTER=
AS_CLUSTER_OWNER=()

# What the tests need on top, from the system's packages.
missing_test_packages() {
    find_chromium >/dev/null || chromium_package
    find_postgres >/dev/null || echo postgresql
    has_java || echo default-jre-headless # runs the rules of PDF/UA and PDF/A
    has_library libatomic.so.1 || echo libatomic1 # the program by which playwright speaks to the browser
}

# What those need that drive no browser and no PostgreSQL.
missing_quick_packages() { has_java || echo default-jre-headless; }

has_java() { java -version >/dev/null 2>&1; }

has_library() { "$SYSTEM_PYTHON" -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$1" 2>/dev/null; }

find_chromium() {
    local candidate
    for candidate in ${CHROMIUM:+"$CHROMIUM"} chromium google-chrome google-chrome-stable chromium-browser \
        "$VAR/frontend/chromium/chromium"; do
        candidate=$(command -v "$candidate") || continue
        # On Ubuntu chromium-browser is a stub that asks for a snap; a real browser tells its version.
        if "$candidate" --version 2>/dev/null </dev/null | grep -qiE 'chrom(e|ium) [0-9]'; then
            printf '%s' "$candidate"
            return
        fi
    done
    return 1
}

find_postgres() {
    local folder
    folder=$(find /usr/lib/postgresql -maxdepth 3 -path '*/bin/initdb' 2>/dev/null | sort -V | tail -n 1)
    [[ -n $folder ]] || folder=$(command -v initdb) || return 1
    dirname "$(readlink -f "$folder")"
}

# Ubuntu's Chromium is a snap, which a bare system cannot run: there set-up fetches one that needs only this library.
is_ubuntu() { grep -qiE '^(ID|ID_LIKE)=.*ubuntu' /etc/os-release 2>/dev/null; }

chromium_package() {
    if ! is_ubuntu; then
        echo chromium
    elif ! has_library libnss3.so; then
        echo libnss3
    fi
}

# Set CHROMIUM to the browser that the tests drive.
choose_chromium() {
    if ! CHROMIUM=$(find_chromium) && is_ubuntu; then
        say "Fetching a Chromium for the browser tests"
        fetch_frontend --test --chromium
        CHROMIUM=$VAR/frontend/chromium/chromium
    fi
    [[ -n $CHROMIUM ]] || fail "No Chromium was found. Name one: CHROMIUM=/path/to/chromium ./run test"
    export CHROMIUM
}

# Debian's package would make and start a server of its own, which nobody here asked for.
without_server_of_its_own() {
    local file=/etc/postgresql-common/createcluster.conf
    if ((EUID == 0)) && command -v apt-get >/dev/null && [[ ! -e $file ]] && ! find_postgres >/dev/null; then
        mkdir -p "${file%/*}"
        echo "create_main_cluster = false" >"$file"
    fi
}

start_postgres() {
    local bin
    bin=$(find_postgres)
    CLUSTER=$(mktemp -d /tmp/plans-postgres.XXXXXX)
    if ((EUID == 0)); then
        # PostgreSQL refuses to run as root.
        local owner=postgres
        id "$owner" >/dev/null 2>&1 || owner=nobody
        chown "$owner" "$CLUSTER"
        AS_CLUSTER_OWNER=(setpriv "--reuid=$owner" "--regid=$(id -g "$owner")" --clear-groups env "HOME=$CLUSTER")
    fi
    (
        cd "$CLUSTER" || exit
        quietly "A PostgreSQL database for the tests could not be made." "${AS_CLUSTER_OWNER[@]}" \
            "$bin/initdb" --pgdata="$CLUSTER/data" --username=plans --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync
        # Reached through a socket in its own folder only; nothing in it needs to outlive a crash.
        quietly "PostgreSQL could not be started." "${AS_CLUSTER_OWNER[@]}" \
            "$bin/pg_ctl" --pgdata="$CLUSTER/data" --log="$CLUSTER/log" --wait start \
            -o "-k '$CLUSTER' -c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c jit=off"
    )
}

stop_postgres() {
    [[ -n $CLUSTER ]] || return 0
    if [[ -e $CLUSTER/data/postmaster.pid ]]; then
        "${AS_CLUSTER_OWNER[@]}" "$(find_postgres)/pg_ctl" --pgdata="$CLUSTER/data" --mode=immediate --silent stop || true
    fi
    rm -rf "$CLUSTER"
    CLUSTER=
}

# step TITLE COMMAND…: say what is checked, and remember what failed.
step() {
    local title=$1
    shift
    say "$title"
    ("$@") || FAILED+=("$title")
}

# pytest_on DATABASE DATABASE_URL ARGUMENTS…: run tests there, in place of the subshell that asks for it.
pytest_on() {
    local database=$1 colour=no
    export DATABASE_URL=$2 COVERAGE_FILE=$DATA_DIR/coverage.$1
    shift 2
    [[ -t 1 ]] && colour=yes
    cd "$ROOT" || exit
    exec "$PY" -m pytest --color="$colour" "${COVERAGE[@]}" "$@"
}

postgres_url() { printf 'postgres://plans@%s/postgres' "${CLUSTER//\//%2F}"; }

needs_postgres() {
    trap stop_postgres EXIT
    # A job in the background does not hear Ctrl+C.
    trap 'kill $(jobs -p) 2>/dev/null; exit 130' INT TERM
    start_postgres
}

# These tests, on SQLite; of those that only PostgreSQL can show, a server is started for them alone.
run_some() {
    local elsewhere=$DATA_DIR/for-postgres status=0 names
    rm -f "$elsewhere"
    WITH_TESTS=yes set_up
    (pytest_on SQLite "" --for-postgres="$elsewhere" "$@") || status=$?
    if [[ -s $elsewhere ]]; then
        ((status != 5)) || status=0 # none was for SQLite: that is no fault
        say "On PostgreSQL"
        find_postgres >/dev/null || fail "PostgreSQL is not installed; ./run test, without a path, installs what all tests need."
        needs_postgres
        mapfile -t names <"$elsewhere"
        (pytest_on PostgreSQL "$(postgres_url)" "${names[@]}") || status=$?
    fi
    report_coverage
    return "$status"
}

run_quick() {
    local status=0
    WITH_TESTS=yes set_up missing_quick_packages
    (pytest_on SQLite "" --quick --numprocesses=2 --dist=worksteal "$@") || status=$?
    report_coverage
    return "$status"
}

closing_line() { tail -n 1 "$DATA_DIR/$1.txt"; }

# Everything. The two databases' tests run at the same time, so that neither core waits for the other's last test; what
# PostgreSQL says is shown once SQLite has ended.
run_all() {
    local postgres
    without_server_of_its_own
    WITH_TESTS=yes set_up missing_test_packages
    choose_chromium
    # shellcheck source=config/check.sh
    . "$ROOT/config/check.sh"
    step "Checks" run_check
    DATA_DIR=$VAR/test
    resolve_data_dir
    collect_static
    needs_postgres

    pytest_on PostgreSQL "$(postgres_url)" --numprocesses=2 --dist=worksteal "$@" >"$DATA_DIR/PostgreSQL.txt" 2>&1 &
    postgres=$!
    printf '\n%s\n' "The tests on SQLite"
    (pytest_on SQLite "" --numprocesses=2 --dist=worksteal "$@") 2>&1 | tee "$DATA_DIR/SQLite.txt" ||
        FAILED+=("The tests on SQLite")
    wait "$postgres" || FAILED+=("The tests on PostgreSQL")
    printf '\n%s\n' "The tests on PostgreSQL"
    cat "$DATA_DIR/PostgreSQL.txt"
    report_coverage

    if ((${#FAILED[@]})); then
        printf '\n'
        printf 'Failed: %s\n' "${FAILED[@]}"
    fi
    printf '\n%s\n%s\n\n%s\n%s\n' "On SQLite:" "$(closing_line SQLite)" "On PostgreSQL:" "$(closing_line PostgreSQL)"
    ((${#FAILED[@]} == 0))
}

# With --coverage: of lines and branches, on whichever databases were asked: the whole in one line, each file in var/test/coverage.
report_coverage() {
    ((${#COVERAGE[@]})) || return 0
    cd "$ROOT"
    export COVERAGE_FILE=$DATA_DIR/coverage
    rm -f "$COVERAGE_FILE"
    "$PY" -m coverage combine --quiet --keep "$DATA_DIR"/coverage.*
    "$PY" -m coverage html --quiet --directory="$DATA_DIR/coverage-html"
    printf '\nCoverage of lines and branches: %s %% (each file: %s)\n' \
        "$("$PY" -m coverage report --format=total --precision=1)" "${DATA_DIR#"$ROOT"/}/coverage-html/index.html"
}

run_tests() {
    local argument arguments=() tier=run_all
    COVERAGE=()
    for argument in "$@"; do
        case $argument in
            --quick) tier=run_quick ;;
            --coverage) COVERAGE=(--cov --cov-branch --cov-report=) ;;
            *) arguments+=("$argument") ;;
        esac
    done
    for argument in "${arguments[@]}"; do
        if [[ $argument != -* && -e $ROOT/${argument%%::*} ]]; then tier=run_some; fi
    done
    DATA_DIR=$VAR/test
    resolve_data_dir
    rm -f "$DATA_DIR"/coverage "$DATA_DIR"/coverage.*
    "$tier" "${arguments[@]}"
}

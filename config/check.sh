# shellcheck shell=bash
# What `./run check` does: all that can be said of the code without running a test. Sourced by run, whose functions it uses.
# Each step is a line with a name, so that a failure can be repeated by itself: ./run check types

CHECKS=(lint format templates scripts layers types migrations django production)

check_lint() { "$PY" -m ruff check --quiet .; }

check_format() { "$PY" -m ruff format --check --quiet .; }

check_templates() { "$VENV/bin/djangofmt" --check templates; }

check_scripts() { "$VAR/frontend/biome/biome" ci --colors=off static/js; }

check_layers() { "$VENV/bin/lint-imports" --no-logo --cache-dir "$VAR/import-linter"; }

check_types() { "$PY" -m mypy --no-error-summary; }

check_migrations() { manage makemigrations --check --dry-run --verbosity 0; }

check_django() { manage check --verbosity 0; }

check_production() {
    ENVIRONMENT=production SECRET_KEY=$("$PY" -c 'import secrets; print(secrets.token_urlsafe(64))') \
        ALLOWED_HOSTS=plans.example.org EMAIL_HOST=mail.example.org DEFAULT_FROM_EMAIL=plans@example.org \
        manage check --deploy --fail-level WARNING --verbosity 0
}

# run_check [NAME…]: the named checks, or all of them. The words of a check are shown only when it fails.
run_check() {
    local name said failed=()
    for name in "$@"; do
        [[ " ${CHECKS[*]} " == *" $name "* ]] || fail "./run check does not know '$name'. It knows: ${CHECKS[*]}"
    done
    (($#)) || set -- "${CHECKS[@]}"
    DATA_DIR=$VAR/test
    resolve_data_dir
    WITH_TESTS=yes set_up
    fetch_frontend --biome
    said=$(mktemp -d "$VAR/check.XXXXXX")
    cd "$ROOT" || return
    # The type checker takes longest, so it runs beside all the others.
    if [[ " $* " == *" types "* ]]; then check_one types "$said" & fi
    for name in "$@"; do
        [[ $name == types ]] || check_one "$name" "$said"
    done
    wait
    for name in "$@"; do
        if [[ -e $said/$name.ok ]]; then
            say "$name: right"
        else
            failed+=("$name")
            printf '%s:\n' "$name"
            sed 's/^/    /' "$said/$name"
        fi
    done
    rm -rf "$said"
    ((${#failed[@]} == 0)) || fail "Failed: ${failed[*]}"
}

# check_one NAME FOLDER: its words go to a file of the folder, beside a mark where nothing is wrong.
check_one() {
    if "check_$1" >"$2/$1" 2>&1 </dev/null; then touch "$2/$1.ok"; fi
}

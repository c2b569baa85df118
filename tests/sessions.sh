# shellcheck shell=sh
# SPDX-License-Identifier: MIT
# Golden tests of command line tools, sourced by the suites that have sessions.
#
# A session has comments (#), commands ($ ...), and below each command its output: stdout as it is,
# stderr behind "! ", and the exit code in brackets unless it is 0.
set -eu

# Runs the session $1 and writes it with its present output; scratch files begin with $2.
play_session() {
    while IFS= read -r line; do
        case $line in
        '$ '*)
            printf '%s\n' "$line"
            code=0
            sh -c "${line#??}" >"$2.stdout" 2>"$2.stderr" </dev/null || code=$?
            cat "$2.stdout"
            sed 's/^/! /' "$2.stderr"
            [ "$code" = 0 ] || printf '[%s]\n' "$code"
            echo
            ;;
        '#' | '# '[!\ ]*) printf '%s\n' "$line" ;;
        esac
    done <"$1"
}

# usage: run_sessions SUITE DIRECTORY BUILD PREPARE [--update]
#
# Plays DIRECTORY/*.session, each in a fresh directory in which the command PREPARE has run, with
# BUILD first on the PATH, and compares what is printed; --update writes what is printed now. Prints a
# line for each difference and one with the number of commands; false if there was a difference.
run_sessions() {
    suite=$1 directory=$2 build=$3 prepare=$4 update=${5:-}
    scratch=$(mktemp -d)
    failed=0 count=0 start=$PWD
    PATH=$build:$PATH
    LC_ALL=C
    export PATH LC_ALL
    unset NO_COLOR COLUMNS LD_PRELOAD || true
    for session in "$directory"/*.session; do
        name=$(basename "$session")
        mkdir "$scratch/$name"
        cd "$scratch/$name"
        $prepare
        play_session "$session" "$scratch/command" >"$scratch/$name.played"
        count=$((count + $(grep -c '^\$ ' "$session")))
        if [ "$update" = --update ]; then
            cp "$scratch/$name.played" "$session"
        elif ! diff -u "$session" "$scratch/$name.played"; then
            failed=1
            echo "FAIL $suite/$name (if the new output is right: $suite/run.sh BUILD --update)"
        fi
        cd "$start"
    done
    rm -rf "$scratch"
    [ "$failed" = 0 ] || return 1
    echo "$suite: $count commands passed"
}

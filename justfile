# Recipes for working on Meritbook; `just` lists them. `just ci` is what must be green.

# List the recipes.
default:
    @just --list

# Make the demo site in public/.
[group('use')]
build *ARGS:
    cargo run --release -- build {{ARGS}}

# Check the demo company's content.
[group('use')]
check *ARGS:
    cargo run --release -- check {{ARGS}}

# Make the demo company's data anew and seal its sealed months anew.
[group('use')]
demo:
    cargo run --example company -- --demo --seal --out content

# Run all tests, or those whose name contains a word.
[group('develop')]
test *FILTER:
    cargo test {{FILTER}}

# Print the table of schemes: their policies, cases, worked examples, and where the demo uses them.
[group('develop')]
schemes:
    cargo test --test suite coverage -- --nocapture

# Change every number of the library and see whether a case notices.
[group('develop')]
mutate:
    cargo test --test suite every_number -- --nocapture

# Rewrite the exact words of mistakes, to be read over with `git diff` before they are committed.
[group('develop')]
accept:
    ACCEPT=1 cargo test --test suite -- mistakes errors_index
    git diff --stat -- tests docs/errors

# Format, then lint with warnings denied.
[group('develop')]
lint:
    cargo fmt
    cargo clippy --all-targets -- -D warnings

# Read the documentation of the code.
[group('develop')]
doc:
    cargo doc --no-deps --open

# Everything that must be green.
[group('develop')]
ci:
    .ci/run

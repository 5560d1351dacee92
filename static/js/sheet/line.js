// The line to the server: one batch, one answer, whatever became of it.

const LONGEST_WAIT = 20_000;

const cookie = (name) => document.cookie.split("; ").find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";

// { kind: "saved" | "stale" | "invalid" | "failed" | "stopped", ...body }. Stopped: sending again would not help.
export async function send(address, person, batch) {
  const body = new URLSearchParams({ person });
  for (const [name, { fields, version }] of Object.entries(batch)) {
    for (const [kind, value] of Object.entries(fields)) body.set(`${kind}-${name}`, value);
    body.set(`version-${name}`, version ?? "");
  }
  try {
    const answer = await fetch(address, {
      method: "POST",
      headers: { "X-CSRFToken": cookie("csrftoken"), Accept: "application/json" },
      body,
      signal: AbortSignal.timeout(LONGEST_WAIT),
    });
    return read(answer.status, await answer.json());
  } catch {
    return { kind: "failed" };
  }
}

function read(status, body) {
  if (status === 200) return { kind: "saved", ...body };
  if (status === 409 && body.code === "stale_figures") return { kind: "stale", ...body };
  if (status === 422) return { kind: "invalid", ...body };
  return status >= 500 || status === 429 ? { kind: "failed" } : { kind: "stopped", ...body };
}

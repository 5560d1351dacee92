// Answers one question a line: which module of static/js, which function, with what; see scripts.py.
import { createInterface } from "node:readline";

for await (const line of createInterface({ input: process.stdin })) {
  const { module, name, given } = JSON.parse(line);
  let answer;
  try {
    answer = { result: (await (await import(module))[name](...given)) ?? null };
  } catch (error) {
    answer = { error: String(error.stack) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

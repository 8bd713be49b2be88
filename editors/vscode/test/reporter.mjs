// Prints each test in one line, its reason if it failed, and a closing
// `N passed, N failed`, as the Neovim tests do.
export default async function* report(events) {
  let passed = 0;
  let failed = 0;
  for await (const { type, data } of events) {
    if (type === "test:pass") {
      passed += 1;
      yield `ok   ${data.name}\n`;
    } else if (type === "test:fail") {
      failed += 1;
      const error = data.details.error;
      yield `FAIL ${data.name}\n${(error.cause ?? error).stack ?? error}\n`;
    } else if (type === "test:diagnostic" && data.nesting > 0) {
      yield `     ${data.message}\n`;
    }
  }
  yield `${passed} passed, ${failed} failed\n`;
}

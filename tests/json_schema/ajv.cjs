// Prints, for each document read from the standard input, whether ajv finds it valid.
const { readFileSync } = require("node:fs");
const Ajv = require("ajv/dist/2020").default;

const { schema, documents } = JSON.parse(readFileSync(0, "utf8"));
// Strict, but for keywords that stand apart from the type that they are about, as the rules' do.
const ajv = new Ajv({ strict: true, strictTypes: false, strictRequired: false });
ajv.addVocabulary(["patternErrorMessage", "errorMessage", "doNotSuggest"]);
const validate = ajv.compile(schema);
process.stdout.write(JSON.stringify(documents.map((document) => validate(JSON.parse(document)))));

// Prints what VS Code's JSON language service says of documents read from the standard input: problems, what it offers
// where a document has a vertical bar, and what it shows on hover there.
const { readFileSync } = require("node:fs");
const { getLanguageService, TextDocument } = require("vscode-json-languageservice");

const { schema, documents } = JSON.parse(readFileSync(0, "utf8"));
const service = getLanguageService({});
service.configure({ validate: true, schemas: [{ uri: "memory://schema.json", fileMatch: ["*"], schema }] });

async function ask(text) {
  const offset = text.indexOf("|");
  const document = TextDocument.create("memory://request.json", "json", 1, text.replace("|", ""));
  const parsed = service.parseJSONDocument(document);
  if (offset < 0) {
    const problems = await service.doValidation(document, parsed);
    return problems.map(({ message }) => message);
  }
  const position = document.positionAt(offset);
  const [offered, hover] = [
    await service.doComplete(document, position, parsed),
    await service.doHover(document, position, parsed),
  ];
  return { offered: offered.items.map(({ label }) => label), hover: (hover?.contents ?? []).join("\n") };
}

Promise.all(documents.map(ask)).then((answers) => process.stdout.write(JSON.stringify(answers)));

// Reads cases as JSON and tells what the editor writes: [{fields, kind, text, change: [[path, value], ...]}] -> [text, ...].
import fs from "node:fs";

const { format } = await import(process.argv[2]);
const asked = JSON.parse(fs.readFileSync(0, "utf8"));
const written = asked.map(({ fields, kind, text, change }) => {
  const file = format(fields, { page: kind === "pagina", whole: kind === "tekst" });
  const data = JSON.parse(JSON.stringify(file.fromFile(text)));
  for (const [path, value] of change) {
    const keys = [...path];
    const last = keys.pop();
    const place = keys.reduce((node, key) => (node[key] ??= {}), data);
    if (value === null) delete place[last];
    else place[last] = value;
  }
  return file.toFile(data);
});
process.stdout.write(JSON.stringify(written));

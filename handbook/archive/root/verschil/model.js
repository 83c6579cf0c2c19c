/* A text of the handbook as a redline reads it: articles with their parts, out of the data of artikelen.json. The twin of redline/model.py. */
import { said } from "./markup.js"

const strings = values => {
  if (!Array.isArray(values) || !values.every(value => typeof value === "string")) throw new TypeError("artikelen.json")
  return values
}

const string = value => {
  if (typeof value !== "string") throw new TypeError("artikelen.json")
  return value
}

/* A part of an article; `advice` says that a lid is no rule. `place` is the address of its article: that of a part that names none. A text that is left out
   is what the HTML says. */
export class Part {
  static of(data, place) {
    return Object.assign(new Part(), {
      kind: string(data.soort),
      number: data.nummer ?? null,
      title: data.titel ?? null,
      address: string(data.adres ?? place),
      text: string(data.tekst ?? said(string(data.html))),
      html: string(data.html),
      sha256: string(data.sha256),
      advice: Boolean(data.raad),
    })
  }
}

/* An article as it was printed; `conditions` and `facts` are dotted names. */
export class Article {
  static of(data) {
    return Object.assign(new Article(), {
      id: string(data.id),
      number: string(data.nummer),
      title: string(data.titel),
      page: string(data.pagina),
      address: string(data.adres),
      topics: strings(data.onderwerpen),
      conditions: strings(data.voorwaarden),
      facts: strings(data.gegevens),
      parts: data.delen.map(part => Part.of(part, data.adres)),
      sha256: string(data.sha256),
    })
  }
}

/* All articles of a version, in the order of their numbers; `values` are the facts that they print or depend on, by dotted name, `form` is how it
   speaks to its reader. */
export class Text {
  /* From the parsed artikelen.json of any version. Throws a TypeError where it is none. */
  static of(data) {
    return Object.assign(new Text(), {
      version: string(data.versie),
      day: string(data.ingangsdatum),
      employer: string(data.werkgever),
      articles: data.artikelen.map(Article.of),
      values: new Map(Object.entries(data.waarden ?? {})),
      form: String(data.aanspreekvorm ?? ""),
    })
  }
}

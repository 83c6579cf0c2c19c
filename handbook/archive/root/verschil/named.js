/* What a redline calls things: articles, parts and what became of them. The twin of redline/named.py. */

const KIND_WORDS = {
  nieuw: "Nieuw",
  gewijzigd: "Gewijzigd",
  vervallen: "Vervallen",
  gesplitst: "Afgesplitst",
  samengevoegd: "Samengevoegd",
  hernoemd: "Ander adres",
  verplaatst: "Verplaatst",
  vernummerd: "Ander nummer",
  verwijzing: "Andere verwijzing",
  gegeven: "Ander gegeven",
}

/* What stands over a part that has no number; running text has nothing. */
export const PARTS = {
  tabel: "Tabel",
  kader: "Kader",
  toelichting: "Toelichting",
  voorbeeld: "Voorbeeld",
  gebeurd: "Kader",
  gevolg: "Kader",
  leiding: "Kader",
  hulp: "Kader",
  kop: "Kop",
}

/* Artikel 4.2. */
export const heading = number => `Artikel ${number}`

/* Gewijzigd, verplaatst, ander nummer. */
export const kindsSaid = change => {
  const said = change.said.map(kind => KIND_WORDS[kind]).join(", ")
  return said.slice(0, 1) + said.slice(1).toLowerCase()
}

const file = page => (page.endsWith(".md") ? page.slice(0, -3) : page)

/* Where the article stood, and what it came from or went to. */
export const about = change => {
  const { old, new: now } = change
  const said = []
  if (old && now && old.number !== now.number) said.push(`Was artikel ${old.number}.`)
  if (old && now && old.page !== now.page) said.push(`Stond op de pagina ${file(old.page)}, staat nu op ${file(now.page)}.`)
  if (old && now && old.id !== now.id) said.push(`Heette in het adres ${old.id}, heet nu ${now.id}.`)
  for (const one of change.related) said.push(`${now ? "Stond eerst" : "Staat nu"} in artikel ${one.number}, ${one.title}.`)
  return said
}

/* Lid 2, Toelichting; empty for running text. */
export const partName = part => {
  const numbers = (part.new.length ? part.new : part.old).map(one => one.number).filter(number => number !== null)
  return numbers.length ? `Lid ${numbers.join(" en ")}` : PARTS[part.part.kind] ?? ""
}

/* artikel 4.2, lid 3. */
export const place = (article, part) => `artikel ${article.number}${part.number === null ? "" : `, lid ${part.number}`}`

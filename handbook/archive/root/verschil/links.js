/* Where a link leads, said so that two texts have it in common: an article by its id, whatever page it stands on. The twin of redline/links.py. */

/* Begins the name of a place in the text itself. */
export const MARK = "§"

const anchorOf = address => (address.includes("#") ? address.slice(address.indexOf("#") + 1) : "")

/* The links of one text; `successors` is a Map of the ids that its articles have in the text with which it is compared. */
export class Links {
  constructor(text, successors) {
    this.names = [...new Set([text.version, text.day])].sort((one, other) => other.length - one.length)
    this.places = new Map()
    for (const article of text.articles) {
      const id = successors.get(article.id) ?? article.id
      for (const part of article.parts) {
        const anchor = anchorOf(part.address)
        this.places.set(anchor, MARK + (anchor.startsWith(`${article.id}-`) ? id + anchor.slice(article.id.length) : anchor))
      }
      this.places.set(anchorOf(article.address), MARK + id)
    }
    this.canon = this.canon.bind(this)
  }

  /* The link without what differs in every text: the day, such as in a link to the law as it was that day, and the page of an article. */
  canon(href) {
    // The longest first: the name of a version begins with its day.
    if (isWhole(href)) return this.names.reduce((found, name) => found.replaceAll(name, MARK), href)
    const anchor = anchorOf(href)
    return (anchor && this.places.get(anchor)) || href
  }
}

/* Whether the link says by itself where it leads, as `https://…`, `mailto:…` and `/…` do. */
export const isWhole = href => {
  const scheme = href.split(":", 1)[0]
  return href.startsWith("/") || (scheme !== href && !/[/#?]/.test(scheme))
}

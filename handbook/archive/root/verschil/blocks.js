/* The blocks of a part with their marks: paragraphs, lists, boxes and tables, however deep. The twin of redline/blocks.py. */
import { align, Item } from "./alignment.js"
import { addWords, Box, IN, NO_WORDS, OUT, SAME } from "./changes.js"
import { isLeaf, plain, sortedByName, together } from "./markup.js"
import { marked, SHAPE, whole, wordList, WORDS } from "./marks.js"

const GONE = "Vervallen"
const NEW = "Nieuw"
const MOVED = "Verplaatst"
const MOVED_HERE = "Verplaatst naar hier"
const MERGED = "Samengevoegd"
const SPLIT = "Gesplitst"
const ROW_GONE = "Rij vervallen"
const ROW_NEW = "Nieuwe rij"
const COLUMN_GONE = "Kolom vervallen"
const COLUMN_NEW = "Nieuwe kolom"

/* Elements that may take each other's place. */
const SHAPES = { ul: "list", ol: "list", h3: "heading", h4: "heading", h5: "heading", h6: "heading", td: "cell", th: "cell" }

/* Blocks with their marks, what their changes come from, and the words that changed. */
const outcome = (blocks = [], why = [], words = NO_WORDS) => ({ blocks, why: new Set(why), words })

const add = (one, other) => outcome([...one.blocks, ...other.blocks], [...one.why, ...other.why], addWords(one.words, other.words))
const sum = outcomes => outcomes.reduce(add, outcome())

/* The blocks of both texts in one row, as { blocks, why, words }. */
export const compared = (old, now, reasons) => sum(align(old.map(itemOf), now.map(itemOf)).map(step => stepped(step, old, now, reasons)))

/* Blocks that are in one text only, or the same in both; `label` stands at each of them. */
export const oneSide = (nodes, op, label = "") =>
  nodes.map(node => (isLeaf(node) ? whole(node.tokens, op) : new Box(op, node.tag, attributesOf(node), label, numbered(node, oneSide(node.children, op)))))

/* The same, with its words: all of them went or came. What was moved lost none. */
export const only = (nodes, op, label) => {
  if (label === MOVED || label === MOVED_HERE) return outcome(oneSide(nodes, op, label), [SHAPE])
  const tokens = plain(nodes)
  return outcome(oneSide(nodes, op, label), [WORDS], op === OUT ? wordList(tokens, []) : wordList([], tokens))
}

const itemOf = node => new Item(SHAPES[node.tag] ?? node.tag, node.key, node.bag)

const stepped = (step, old, now, reasons) => {
  const [olds, news] = [step.old.map(at => old[at]), step.now.map(at => now[at])]
  if (step.how === "same") return outcome(oneSide(news, SAME))
  if (step.how === "changed") return pair(olds[0], news[0], reasons)
  if (step.how === "merged" || step.how === "split") return joined(olds, news, reasons, step.how === "merged" ? MERGED : SPLIT)
  if (step.how === "out" || step.how === "moved-out") return only(olds, OUT, step.how === "out" ? GONE : MOVED)
  return only(news, IN, step.how === "in" ? NEW : MOVED_HERE)
}

const pair = (old, now, reasons) => {
  if (isLeaf(now)) {
    const [done] = marked(old.tokens, now.tokens, reasons)
    return outcome([done.line], done.why, done.words)
  }
  if (now.tag === "table") return table(old, now, reasons)
  const label = labelOf(old, now)
  const found = compared(old.children, now.children, reasons)
  const box = new Box(SAME, now.tag, attributesOf(now), label, numbered(now, found.blocks, old))
  return outcome([box], label ? [...found.why, SHAPE] : found.why, found.words)
}

/* What differs in the block itself. */
const labelOf = (old, now) => {
  if (old.tag !== now.tag && (now.tag === "ol" || now.tag === "ul")) return now.tag === "ol" ? "Nu een genummerde lijst" : "Geen nummers meer"
  const [was, is] = [old, now].map(block => block.attributes.get("start") ?? "1")
  return now.tag === "ol" && was !== is ? `Begint bij ${is} in plaats van ${was}` : ""
}

/* Blocks of running text that became one, or one that became more; other blocks one by one. */
const joined = (olds, news, reasons, label) => {
  const [before, after] = [olds, news].map(nodes => nodes.map(tokensOf))
  if ([...before, ...after].includes(null)) {
    const rest = olds.length > 1 ? only(olds.slice(1), OUT, GONE) : only(news.slice(1), IN, NEW)
    return add(pair(olds[0], news[0], reasons), rest)
  }
  const breaks = after.slice(1).map((_, at) => after.slice(0, at + 1).reduce((size, tokens) => size + tokens.length, 0))
  const lines = marked(run(before), run(after), reasons, breaks)
  const found = sum(news.map((node, at) => {
    const { line, why, words } = lines[at]
    return outcome([isLeaf(node) ? line : new Box(SAME, node.tag, attributesOf(node), label, [line])], why, words)
  }))
  return outcome(found.blocks, [...found.why, SHAPE], net(found.words))
}

/* A word that went from one of the paragraphs to another is none that went. */
const net = words => {
  const left = [...words.inserted]
  const removed = words.removed.filter(word => {
    const at = left.indexOf(word)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
  return { removed, inserted: left }
}

/* The running text of a block that holds nothing else; null where it does. */
const tokensOf = node => {
  if (isLeaf(node)) return node.tokens
  return node.children.length === 1 && isLeaf(node.children[0]) && node.tag !== "pre" ? node.children[0].tokens : null
}

/* One run of all, with a space where each begins. */
const run = parts => {
  const found = []
  for (const tokens of parts) {
    const spaced = found.length > 0
    tokens.forEach((token, at) => found.push(at === 0 && spaced ? token.after(" ") : token))
  }
  return found
}

const attributesOf = block => sortedByName(block.attributes).filter(([name]) => ["start", "scope", "colspan", "rowspan"].includes(name))

/* The items of a numbered list with their own numbers, as each text has them: with what went between them a browser counts wrong. */
const numbered = (block, children, old = null) => {
  if (block.tag !== "ol") return children
  let [now, was] = [startOf(block), startOf(old ?? block)]
  return children.map(child => {
    if (child.tag !== "li") return child
    const item = child.with({ attributes: [["value", String(child.op === OUT ? was : now)]] })
    if (child.op !== IN) was += 1
    if (child.op !== OUT) now += 1
    return item
  })
}

const startOf = block => {
  const start = block.attributes.get("start") ?? ""
  return /^[0-9]{1,5}$/.test(start) ? Number(start) : 1
}

// Tables

/* Row by row, and within a row column by column, so that a column which went is one in every row. */
const table = (old, now, reasons) => {
  const spans = cell => cell.attributes.has("colspan") || cell.attributes.has("rowspan")
  if ([old, now].some(block => rowsOf(block).some(row => cellsOf(row).some(spans)))) {
    const found = compared(old.children, now.children, reasons)
    return { ...found, blocks: [new Box(SAME, "table", [], "", found.blocks)] }
  }
  const columns = align(columnsOf(old), columnsOf(now))
  const [olds, news] = [rowsOf(old), rowsOf(now)]
  const heads = new Set([old, now].flatMap(block => block.children.filter(part => part.tag === "thead").flatMap(part => part.children)))
  const [head, body] = [[], []]
  for (const step of align(olds.map(itemOf), news.map(itemOf))) {
    const first = step.now.length ? news[step.now[0]] : olds[step.old[0]]
    for (const row of rowSteps(step, olds, news, columns, reasons)) (heads.has(first) ? head : body).push(row)
  }
  const captions = compared(captionsOf(old), captionsOf(now), reasons)
  const inside = [["thead", sum(head)], ["tbody", sum(body)]].filter(([, part]) => part.blocks.length).map(([tag, part]) => new Box(SAME, tag, [], "", part.blocks))
  const found = sum([captions, ...head, ...body])
  return { ...found, blocks: [new Box(SAME, "table", [], "", [...captions.blocks, ...inside])] }
}

const rowSteps = (step, old, now, columns, reasons) => {
  if (step.how === "out" || step.how === "moved-out") return [rowOf(cellsOf(old[step.old[0]]), null, columns, reasons, step.how === "out" ? ROW_GONE : MOVED)]
  if (step.how === "in" || step.how === "moved-in") return [rowOf(null, cellsOf(now[step.now[0]]), columns, reasons, step.how === "in" ? ROW_NEW : MOVED_HERE)]
  // Rows that were put together or split are told one by one.
  return [
    rowOf(cellsOf(old[step.old[0]]), cellsOf(now[step.now[0]]), columns, reasons, ""),
    ...step.old.slice(1).map(at => rowOf(cellsOf(old[at]), null, columns, reasons, ROW_GONE)),
    ...step.now.slice(1).map(at => rowOf(null, cellsOf(now[at]), columns, reasons, ROW_NEW)),
  ]
}

const rowOf = (old, now, columns, reasons, label) => {
  const found = []
  for (const column of columns) {
    const one = column.how === "moved-in" ? undefined : old?.[column.old[0]]
    const other = column.how === "moved-out" ? undefined : now?.[column.now[0]]
    const rest = column.old.slice(1).map(at => old?.[at]).filter(Boolean)
    const more = column.now.slice(1).map(at => now?.[at]).filter(Boolean)
    if (one && other) found.push(pair(one, other, reasons))
    else if (one || other) found.push(cellOf(one, other, column, label))
    found.push(...rest.map(cell => cellOf(cell, null, column, "")), ...more.map(cell => cellOf(null, cell, column, "")))
  }
  const op = old?.length && now?.length ? SAME : old?.length ? OUT : IN
  const all = sum(found)
  return { ...all, blocks: [new Box(op, "tr", [], label, all.blocks)] }
}

/* A cell of a row or column that is on one side only; that of a column says so in its head. */
const cellOf = (old, now, column, row) => {
  const cell = old ?? now
  const moved = column.how.startsWith("moved")
  const said = old ? (moved ? MOVED : COLUMN_GONE) : moved ? MOVED_HERE : COLUMN_NEW
  const label = !row && cell.tag === "th" ? said : ""
  const found = only([cell], old ? OUT : IN, moved || row === MOVED || row === MOVED_HERE ? MOVED : GONE)
  return { ...found, blocks: found.blocks.filter(box => box instanceof Box).map(box => box.with({ label })) }
}

const rowsOf = block => block.children.filter(child => !isLeaf(child)).flatMap(child => (child.tag === "tr" ? [child] : rowsOf(child)))
const cellsOf = row => row.children.filter(cell => !isLeaf(cell))
const captionsOf = block => block.children.filter(child => child.tag === "caption")

/* Each column as one item, of the words of its cells. */
const columnsOf = block => {
  const rows = rowsOf(block).map(cellsOf)
  const width = Math.max(0, ...rows.map(row => row.length))
  return Array.from({ length: width }, (_, at) => {
    const cells = rows.filter(row => at < row.length).map(row => row[at])
    return new Item("column", JSON.stringify(cells.map(cell => cell.key)), together(cells.map(cell => cell.bag)))
  })
}

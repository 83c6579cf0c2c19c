"""How strongly letters stand out from what is behind them, by WCAG 2.2, measured in the page itself."""

from __future__ import annotations

RATIO = """
(() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true })
  // A canvas turns any colour into numbers.
  const rgba = colour => {
    canvas.clearRect(0, 0, 1, 1)
    canvas.fillStyle = colour
    canvas.fillRect(0, 0, 1, 1)
    return [...canvas.getImageData(0, 0, 1, 1).data]
  }
  // In a drawing a text lies on the last box that holds its middle.
  const box = text => {
    const [b, all] = [text.getBBox(), [...text.ownerSVGElement.querySelectorAll("rect")]]
    const [x, y] = [b.x + b.width / 2, b.y + b.height / 2]
    const holds = r => { const o = r.getBBox(); return x >= o.x && x <= o.x + o.width && y >= o.y && y <= o.y + o.height }
    const fill = all.filter(r => getComputedStyle(r).fill !== "none" && holds(r)).at(-1)
    return fill && rgba(getComputedStyle(fill).fill)
  }
  const over = (above, below) => below.map((c, i) => above[i] * above[3] / 255 + c * (1 - above[3] / 255))
  const behind = element => {
    const drawn = element.ownerSVGElement && box(element)
    if (drawn) return drawn
    const layers = []
    for (let e = element; e && layers.at(-1)?.[3] !== 255; e = e.parentElement) layers.push(rgba(getComputedStyle(e).backgroundColor))
    return layers.reduceRight((below, layer) => over(layer, below), [255, 255, 255])
  }
  const luminance = colour => colour.slice(0, 3).reduce((sum, c, i) => {
    c /= 255
    return sum + [.2126, .7152, .0722][i] * (c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
  }, 0)
  return element => {
    const [style, ground] = [getComputedStyle(element), behind(element)]
    const letters = over(rgba(element.ownerSVGElement ? style.fill : style.color), ground.slice(0, 3))
    const [dark, light] = [luminance(letters), luminance(ground)].sort((a, b) => a - b)
    return (light + .05) / (dark + .05)
  }
})()
"""
"""A JavaScript expression: the function that gives the ratio (1 to 21) of an element, under whatever lies over it."""

"""What the tests of the look share: the two windows in which they look, and how contrast is measured there."""

from __future__ import annotations

WIDE = {"width": 1440, "height": 900}
NARROW = {"width": 320, "height": 640}

CONTRAST = """
selectors => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true })
  const rgba = colour => {
    canvas.clearRect(0, 0, 1, 1)
    canvas.fillStyle = colour
    canvas.fillRect(0, 0, 1, 1)
    return [...canvas.getImageData(0, 0, 1, 1).data]
  }
  const behind = element => {
    for (let e = element; e; e = e.parentElement) {
      const colour = rgba(getComputedStyle(e).backgroundColor)
      if (colour[3] === 255) return colour
      if (colour[3] !== 0) throw new Error("half-transparent: " + e.className)
    }
    return [255, 255, 255]
  }
  const luminance = colour => colour.slice(0, 3).reduce((sum, c, i) => {
    c /= 255
    return sum + [.2126, .7152, .0722][i] * (c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
  }, 0)
  return Object.fromEntries(selectors.flatMap(selector => [...document.querySelectorAll(selector)].filter(e => e.checkVisibility()).map(e => {
    const [dark, light] = [luminance(rgba(getComputedStyle(e).color)), luminance(behind(e))].sort((a, b) => a - b)
    return [selector, (light + .05) / (dark + .05)]
  }).sort((a, b) => b[1] - a[1])))
}
"""
"""The lowest contrast of the elements that each selector finds, by WCAG 2.2; a canvas turns any colour into numbers."""

// Counts of an engine as rows people can choose from: `search/facets.py`.

import { EVERYWHERE } from "./plan.js";

/**
 * @typedef {import("./members.js").Column} Column
 * @typedef {[string, string]} Row key and label
 *
 * @typedef {object} FacetFile the file of `search/browser_index/columns.py`
 * @property {Record<string, Column>} columns
 * @property {Column} regions
 * @property {number[]} everywhere
 * @property {Record<string, Row[]>} labels
 * @property {[string, string, Row[]][]} categories
 * @property {Row[]} government_regions
 * @property {[string, string, Row[]][]} districts
 */

export class FacetRows {
  /** @param {FacetFile} file */
  constructor(file) {
    this.file = file;
  }

  /**
   * In the order of the vocabulary; values of few words stay when nothing is left of them, kinds
   * and regions only while they have hits or are chosen.
   * @param {string} facet
   * @param {Map<string, number>} counts
   * @param {string[]} chosen
   * @returns {import("./contract.js").FacetValue[]}
   */
  values(facet, counts, chosen) {
    const everywhere = facet === "region" ? (counts.get(EVERYWHERE) ?? 0) : 0;
    const keepsEmpty = facet in this.file.labels;
    return this.vocabulary(facet, chosen)
      .filter(([key]) => keepsEmpty || counts.has(key) || chosen.includes(key))
      .map(([key, label]) => ({
        key,
        label,
        count: (counts.get(key) ?? 0) + everywhere,
        chosen: chosen.includes(key),
      }));
  }

  /**
   * @param {string} facet
   * @param {string[]} chosen
   * @returns {Row[]}
   */
  vocabulary(facet, chosen) {
    if (facet === "region") return this.regions(chosen);
    if (facet === "art") return this.file.categories.flatMap(([, , kinds]) => kinds);
    return this.file.labels[facet] ?? [];
  }

  /**
   * All Regierungsbezirke and Kreise; municipalities only of the Kreis that were chosen.
   * @param {string[]} chosen
   */
  regions(chosen) {
    const open = chosen.filter((key) => key.length >= 5).map((key) => key.slice(0, 5));
    const rows = [...this.file.government_regions];
    for (const [key, name, towns] of this.file.districts) {
      rows.push([key, name]);
      const [town] = towns;
      const isOne = towns.length === 1 && town !== undefined;
      if (open.includes(key) && !(isOne && !chosen.includes(town[0]))) rows.push(...towns);
    }
    return rows;
  }
}

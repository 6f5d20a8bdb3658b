import type { Model } from '../../../src/similarity/model.ts';
import type { Document } from '../documents.ts';

export interface Table {
  title: string;
  columns: string[];
  rows: string[][];
}

/** Lines over the same axes. */
export interface Chart {
  title: string;
  x: string;
  y: string;
  lines: { name: string; points: [number, number][] }[];
}

/** A decision that was wrong about two documents. */
export interface Mistake {
  /** Corpus and what kind of mistake. */
  kind: string;
  a: Document;
  b: Document;
  /** What is true of them. */
  together: boolean;
  /** Shown without their dates. */
  dates: boolean;
  model: Model;
}

/** What one part of the evaluation found. */
export interface Section {
  title: string;
  tables: Table[];
  charts: Chart[];
  /** For the terminal alone: texts of others must not get into files. */
  readings: string[];
  mistakes: Mistake[];
}

export const section = (title: string, parts: Partial<Omit<Section, 'title'>> = {}): Section => ({
  title,
  tables: [],
  charts: [],
  readings: [],
  mistakes: [],
  ...parts,
});

export const shown = (x: number, digits = 3): string => (Number.isNaN(x) ? '-' : x.toFixed(digits));

/** A share with what it is of, so that a single case is not taken for a rate. */
export const shareOf = (part: number, all: number): string => (all === 0 ? '-' : `${shown(part / all)} of ${all}`);

/** The table as text: the first column to the left, numbers to the right. */
export const renderTable = ({ title, columns, rows }: Table): string => {
  const widths = columns.map((column, i) => Math.max(column.length, ...rows.map((row) => (row[i] ?? '').length)));
  const line = (cells: string[]): string =>
    cells
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] as number) : cell.padStart(widths[i] as number)))
      .join('  ')
      .trimEnd();
  return [title, line(columns), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
};

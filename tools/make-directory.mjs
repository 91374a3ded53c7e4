#!/usr/bin/env node
// Writes made-up clients as CSV, ready to import: id,name,pin,phone,language,appointment_at,appointment_note.
// The pin is a birth year; appointment_at is ISO 8601, UTC.
// usage: node make-directory.mjs COUNT [--seed N] [--include names.txt] [--duplicates 0.02] [--start 2030-01-07] [--crlf] > clients.csv
//   --include FILE     one full name a line (or JSON lines with a "truth" field): these people come first
//   --duplicates RATE  share of clients that bear exactly the name of another client (default 0: all names distinct)
//   --start DATE       the Monday on which appointments begin; they fall on weekdays, 08:00-17:00, over the 36 weeks after
// The same arguments always give the same file. Names are drawn first x last by their frequency in ../data/eval/names-us.tsv.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const args = process.argv.slice(2);
const opt = (k, d) => { const i = args.indexOf(`--${k}`); return i < 0 ? d : args[i + 1]; };
const count = Number(args[0]);
if (!Number.isInteger(count) || count < 1 || count > 2_000_000) { console.error('usage: node make-directory.mjs COUNT [--seed N] [--include FILE] [--duplicates RATE]'); process.exit(2); }
const duplicates = Number(opt('duplicates', 0));
const eol = args.includes('--crlf') ? '\r\n' : '\n';

let state = (Number(opt('seed', 1)) ^ 0x9e3779b9) | 0;
const rnd = () => { state = (state + 0x6d2b79f5) | 0; let t = Math.imul(state ^ (state >>> 15), 1 | state); t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t; return ((t ^ (t >>> 14)) >>> 0) / 4294967296; };
const int = (a, b) => a + Math.floor(rnd() * (b - a + 1));

const lists = { F: [], M: [], L: [] };
for (const line of fs.readFileSync(opt('data', path.join(here, '../data/eval/names-us.tsv')), 'utf8').split('\n')) {
  if (!line || line[0] === '#') continue;
  const [kind, name, weight] = line.split('\t');
  lists[kind].push([name, Number(weight)]);
}
const cumulative = (list) => { let sum = 0; const acc = new Float64Array(list.length); list.forEach(([, w], i) => { sum += w; acc[i] = sum; }); return acc; };
const acc = { F: cumulative(lists.F), M: cumulative(lists.M), L: cumulative(lists.L) };
const draw = (kind) => { const a = acc[kind]; const r = rnd() * a[a.length - 1]; let lo = 0, hi = a.length - 1; while (lo < hi) { const mid = (lo + hi) >> 1; if (a[mid] < r) lo = mid + 1; else hi = mid; } return lists[kind][lo][0]; };

const seen = new Set();
const names = [];
const inc = opt('include');
if (inc) for (const line of fs.readFileSync(inc, 'utf8').split('\n')) { if (!line.trim()) continue; const n = line[0] === '{' ? JSON.parse(line).truth : line.trim(); if (!seen.has(n)) { seen.add(n); names.push(n); } }
while (names.length < count) {
  if (duplicates && names.length > 10 && rnd() < duplicates) { names.push(names[int(0, names.length - 1)]); continue; }
  let first = draw(rnd() < 0.51 ? 'F' : 'M');
  let last = draw('L');
  const r = rnd();
  if (r < 0.02) last += `-${draw('L')}`; // double-barrelled
  else if (r < 0.025) first += `-${draw('F')}`; // Mary-Jane
  else if (r < 0.03) first += ` ${draw('F')}`; // Mary Ann
  const n = `${first} ${last}`;
  if (seen.has(n)) continue;
  seen.add(n);
  names.push(n);
}
names.length = count;

const quote = (s) => (/[",\n]/.test(s) ? `"${s.replace(/"/g, '""')}"` : s);
const base = Date.parse(`${opt('start', '2030-01-07')}T00:00:00Z`); // first working day of the appointments; choose a Monday
const out = [];
const flush = () => { fs.writeSync(1, out.join('')); out.length = 0; };
out.push(`id,name,pin,phone,language,appointment_at,appointment_note${eol}`);
names.forEach((name, i) => {
  const year = int(1931, 2007);
  const phone = `+1${int(201, 989)}555${String(int(100, 199)).padStart(4, '0')}`; // 555-01xx: never a real subscriber
  const day = int(0, 179);
  const when = new Date(base + (day + 2 * Math.floor(day / 5)) * 86_400_000 + (8 * 4 + int(0, 36)) * 900_000);
  out.push(`${i + 1},${quote(name)},${year},${phone},,${when.toISOString().replace('.000Z', 'Z')},${eol}`);
  if (out.length >= 20_000) flush();
});
flush();

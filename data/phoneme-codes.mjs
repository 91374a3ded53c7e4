// One letter for each phoneme of the CMU Pronouncing Dictionary; an unstressed AH, the schwa, has its own.
const codes = {
  AA: 'a',
  AE: 'A',
  AH: 'u',
  AO: 'o',
  AW: 'q',
  AY: 'Y',
  EH: 'e',
  ER: 'R',
  EY: 'E',
  IH: 'i',
  IY: 'I',
  OW: 'O',
  OY: 'x',
  UH: 'U',
  UW: 'W',
  B: 'b',
  CH: 'C',
  D: 'd',
  DH: 'D',
  F: 'f',
  G: 'g',
  HH: 'h',
  JH: 'j',
  K: 'k',
  L: 'l',
  M: 'm',
  N: 'n',
  NG: 'N',
  P: 'p',
  R: 'r',
  S: 's',
  SH: 'S',
  T: 't',
  TH: 'T',
  V: 'v',
  W: 'w',
  Y: 'y',
  Z: 'z',
  ZH: 'Z',
}

/** "S M IH1 TH" as "smiT". */
export function encode(sounds) {
  return sounds
    .split(' ')
    .map((sound) => (sound === 'AH0' ? 'c' : codes[sound.replace(/\d/, '')]))
    .join('')
}

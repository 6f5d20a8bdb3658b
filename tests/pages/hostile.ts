/** What a page could send to make a reader's browser do something, or to break the layout. */
export const SCRIPT_TITLE = `</title></a><script>document.title='owned'</script><img src=x onerror="document.title='owned'">`;
export const RTL_TITLE = `\u202eReversed \u2067headline about the harbour\u2069 "quoted' & more`;
export const LONG_WORD = 'w'.repeat(10_000);

const PROSE =
  'The freighter Halvard Star ran aground on a sandbank off Port Ellery early on Monday, blocking the only channel to the harbour. ' +
  'All 19 people on board are safe and no oil has been seen in the water, harbour master Ines Torvald told reporters on the quay. ' +
  'The ship was carrying 21,000 tonnes of barley from Rostonia to the island of Kell when her rudder failed in the night.';

export const HOSTILE = [
  {
    id: `"><script>document.title='owned'</script>`,
    title: SCRIPT_TITLE,
    text: `${PROSE}\n<script>document.title='owned'</script>`,
    source: `<b onmouseover="document.title='owned'">outlet</b>`,
    url: 'https://a.example/%22%3E%3Cscript%3E',
    published_at: '2026-03-02T07:10:00Z',
  },
  {
    id: 'rtl',
    title: RTL_TITLE,
    text: `${PROSE}\n${LONG_WORD}\n\u202eAnd this line runs the other way, as the sender wanted it to.`,
    source: LONG_WORD.slice(0, 190),
    published_at: '2026-03-02T08:10:00Z',
  },
  {
    id: 'long',
    title: LONG_WORD.slice(0, 900),
    text: `${PROSE} It was read on the radio.`,
    source: 'r',
    published_at: '2026-03-02T09:10:00Z',
  },
];

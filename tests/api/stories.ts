/** Invented news: a story, what another outlet made of it, and another story. */
export const SHIP = {
  url: 'https://evening-post.example/ship-aground',
  title: 'Freighter Halvard Star runs aground off Port Ellery',
  published_at: '2026-03-02T07:10:00Z',
  text: `The freighter Halvard Star ran aground on a sandbank off Port Ellery early on Monday, blocking the only channel to the harbour, the coast guard said.

All 19 people on board are safe and no oil has been seen in the water, harbour master Ines Torvald told reporters. "She sits upright and her hull is dry," Torvald said. "We will try to pull her free with the evening tide."

The 180-metre ship was carrying 21,000 tonnes of barley from Rostonia to the island of Kell. Three tugs have been sent from Brannock, two hours away. Ferries to the islands were cancelled until further notice, stranding about 600 passengers.`,
};

/** The same copy in another paper, shortened. */
export const SHIP_REPRINT = {
  url: 'https://www.kell-courier.example/news/4711',
  headline: 'Ship blocks Port Ellery harbour',
  datePublished: 'Mon, 02 Mar 2026 08:00:00 GMT',
  articleBody: `The freighter Halvard Star ran aground on a sandbank off Port Ellery early on Monday, blocking the only channel to the harbour, the coast guard said.

All 19 people on board are safe and no oil has been seen in the water, harbour master Ines Torvald told reporters. "She sits upright and her hull is dry," Torvald said.

The 180-metre ship was carrying 21,000 tonnes of barley from Rostonia to the island of Kell. Ferries to the islands were cancelled until further notice, stranding about 600 passengers.`,
};

export const ELECTION = {
  url: 'https://evening-post.example/quillby-mayor',
  title: 'Quillby elects its first independent mayor',
  published_at: '2026-03-02T21:30:00Z',
  text: `Voters in Quillby have chosen the teacher Dorothea Lamm as their next mayor, the first without a party since the town got its charter in 1871.

Lamm won 53.4 percent in Sunday's run-off against the incumbent, Piet Okonjo, who had governed for eleven years. Turnout was 61 percent, the highest in two decades, the returning officer said.

"Nobody gave us a chance in autumn," Lamm told supporters in the old tram depot. She has promised to reopen the public baths and to halve the price of a school lunch.`,
};

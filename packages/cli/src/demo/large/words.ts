// What the many customers of a large demo are called and say. Each list has a length of its own, so
// that few threads are alike.

export const FIRST_NAMES: readonly string[] = [
  ...["Ada", "Bruno", "Chloe", "Dario", "Elif", "Femi", "Greta", "Hugo", "Ines", "Jamal"],
  ...["Kaja", "Leo", "Maya", "Nils", "Olga", "Pablo", "Quinn", "Rania", "Sven", "Tara"],
  ...["Uma", "Viktor", "Wanda", "Ximena", "Yusuf", "Zoe", "Anouk", "Björn", "Carmen", "Deepa"],
  ...["Emil", "Farah", "Gustavo", "Hiro", "Ivana", "Joana", "Karim"],
];

export const LAST_NAMES: readonly string[] = [
  ...["Abara", "Becker", "Costa", "Dalal", "Eriksson", "Fontaine", "Gupta", "Hughes", "Ito"],
  ...["Jensen", "Kaya", "Lopes", "Mwangi", "Novak", "Okoye", "Patel", "Queiroz", "Rossi"],
  ...["Sharma", "Tavares", "Usman", "Vieira", "Weber", "Xavier", "Yilmaz", "Zhang", "Andrade"],
  ...["Bhatt", "Cardoso", "Duarte", "Evans"],
];

export const GOODS: readonly string[] = [
  ...["rye loaf", "lemon tart", "almond tart", "plum cake", "ginger loaf", "sourdough"],
  ...["cinnamon bun", "hazelnut cake", "panettone", "brioche", "poppy seed roll", "winter box"],
  ...["walnut bread", "apple pie", "carrot cake", "croissant", "rhubarb tart"],
];

/** What a thread says, turn by turn: a customer's line and the shop's. */
export const TALKS: readonly (readonly (readonly [string, string])[])[] = [
  [
    ["Hello, do you have a # today?", "We do, two are left. Shall we keep one?"],
    ["Yes please.", "It is put by for you."],
    ["Until when are you open?", "Until six, every day but Monday."],
    ["I come at five.", "See you then!"],
    ["Thank you!", "With pleasure."],
  ],
  [
    ["How long does the # keep?", "Three days in its paper, and it freezes well."],
    ["And is there milk in it?", "Butter only. We can make it without, a day ahead."],
    ["Without, please, for two.", "Noted: for two, without butter."],
    ["Can I pay by card?", "By card, in cash, or with the link that we send."],
    ["The link is fine.", "It is on its way to you."],
  ],
  [
    ["My # has not arrived yet.", "We are sorry. We look where it is."],
    ["It was for eleven.", "The courier stands in traffic: twenty minutes more."],
    ["All right.", "Thank you for your patience."],
    ["It is here now, and still warm!", "Good. The next coffee is ours."],
    ["You are kind.", "So are you."],
  ],
  [
    ["Could you make a # for thirty?", "We could. For which day?"],
    ["For Saturday in two weeks.", "That is free. With a name on it?"],
    ["“Well done, Sam.”", "Lovely. £96.00, a third of it now."],
    ["Paid.", "Thank you, it is in the book."],
    ["We look forward to it!", "So do we."],
  ],
];

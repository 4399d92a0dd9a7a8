import type { Locale } from '../../foundation/kit/index.ts';

type Said = { readonly meaning: string; readonly remedy: string };
type Rule = Readonly<Record<Locale, Said>>;

const rule = (nl: readonly [string, string], en: readonly [string, string]): Rule => ({
  nl: { meaning: nl[0], remedy: nl[1] },
  en: { meaning: en[0], remedy: en[1] },
});

/** Why a row of a file is not brought in, with meaning and remedy. @personal none */
export const refusals = {
  formula: rule(
    ['Hier staat een formule.', 'Plak in je spreadsheet de waarde in plaats van de formule.'],
    ['There is a formula here.', 'Paste the value in place of the formula in your spreadsheet.'],
  ),
  control: rule(
    ['Er staat een onzichtbaar stuurteken in de tekst.', 'Typ de tekst opnieuw, zonder te plakken.'],
    ['There is an invisible control character in the text.', 'Type the text again instead of pasting it.'],
  ),
  shortened: rule(
    ['De spreadsheet heeft dit nummer afgekort.', 'Maak van de kolom tekst en vul het hele nummer in.'],
    ['The spreadsheet shortened this number.', 'Make the column text and fill in the whole number.'],
  ),
  'cells-many': rule(
    ['Deze regel heeft meer cellen dan de kop.', 'Zet aanhalingstekens om teksten met een komma of puntkomma.'],
    ['This line has more cells than the header.', 'Put quotation marks around texts with a comma or semicolon.'],
  ),
  empty: rule(
    ['Er staat niets in deze regel waar een Pin van te maken is.', 'Vul een titel, tekst, link of beeld in.'],
    ['Nothing in this line makes a Pin.', 'Fill in a title, text, link or picture.'],
  ),
  'title-long': rule(
    ['De titel is langer dan 100 tekens.', 'Maak hem korter; Pinterest neemt er 100 aan.'],
    ['The title is longer than 100 characters.', 'Shorten it; Pinterest takes 100.'],
  ),
  'description-long': rule(
    ['De omschrijving is langer dan 800 tekens.', 'Maak haar korter; Pinterest neemt er 800 aan.'],
    ['The description is longer than 800 characters.', 'Shorten it; Pinterest takes 800.'],
  ),
  'alt-long': rule(
    ['De alt-tekst is langer dan 500 tekens.', 'Maak hem korter; Pinterest neemt er 500 aan.'],
    ['The alt text is longer than 500 characters.', 'Shorten it; Pinterest takes 500.'],
  ),
  'link-long': rule(
    ['De link is langer dan 2048 tekens.', 'Gebruik een korter adres.'],
    ['The link is longer than 2048 characters.', 'Use a shorter address.'],
  ),
  'link-none': rule(
    ['Dit is geen webadres.', 'Schrijf het hele adres, met https:// ervoor.'],
    ['This is no web address.', 'Write the whole address, with https:// before it.'],
  ),
  'media-address': rule(
    ['Dit is geen adres van een beeld of video.', 'Schrijf het hele adres, met https:// ervoor.'],
    ['This is no address of a picture or video.', 'Write the whole address, with https:// before it.'],
  ),
  'media-many': rule(
    ['Een Pin toont hooguit vijf beelden.', 'Haal er beelden af of maak er twee Pins van.'],
    ['A Pin shows five pictures at most.', 'Take pictures off or make two Pins of it.'],
  ),
  'media-mixed': rule(
    ['Een video staat alleen; een carrousel bestaat uit foto’s.', 'Laat één video staan, of alleen foto’s.'],
    ['A video stands alone; a carousel is made of pictures.', 'Leave one video, or pictures only.'],
  ),
  'asset-missing': rule(
    [
      'Dit beeld staat niet in de bibliotheek van deze klant.',
      'Zet er het adres van het beeld neer, of upload het eerst.',
    ],
    ['This picture is not in this client’s library.', 'Put its address there, or upload it first.'],
  ),
  'cover-time': rule(
    ['Dit is geen tijd in de video.', 'Schrijf seconden, of minuten en seconden zoals 0:05.'],
    ['This is no time in the video.', 'Write seconds, or minutes and seconds as 0:05.'],
  ),
  moment: rule(
    ['Dit is geen datum en tijd.', 'Schrijf het als 2026-11-25 09:00.'],
    ['This is no date and time.', 'Write it as 2026-11-25 09:00.'],
  ),
  zone: rule(
    ['Deze tijdzone bestaat niet.', 'Schrijf haar als Europe/Amsterdam.'],
    ['There is no such time zone.', 'Write it as Europe/Amsterdam.'],
  ),
  'board-long': rule(
    ['De naam van het bord is te lang.', 'Gebruik de naam zoals die op Pinterest staat.'],
    ['The name of the board is too long.', 'Use the name as it is on Pinterest.'],
  ),
  'labels-many': rule(
    ['Een Pin heeft hooguit 20 labels.', 'Haal er labels af.'],
    ['A Pin has 20 labels at most.', 'Take labels off.'],
  ),
  'label-long': rule(
    ['Een label is langer dan 60 tekens.', 'Maak het korter; labels staan met komma’s ertussen.'],
    ['A label is longer than 60 characters.', 'Shorten it; labels have commas between them.'],
  ),
  'word-long': rule(
    ['Deze tekst is te lang voor zijn veld.', 'Maak hem korter.'],
    ['This text is too long for its field.', 'Shorten it.'],
  ),
  'key-long': rule(
    ['De sleutel is langer dan 200 tekens.', 'Gebruik een kortere sleutel.'],
    ['The key is longer than 200 characters.', 'Use a shorter key.'],
  ),
  'key-twice': rule(
    ['Een eerdere regel heeft dezelfde sleutel.', 'Geef elke Pin een eigen sleutel.'],
    ['An earlier line has the same key.', 'Give each Pin a key of its own.'],
  ),
  locked: rule(
    [
      'Deze Pin staat al op Pinterest, of is onderweg.',
      'Haal de regel weg, of geef hem een andere sleutel voor een nieuwe Pin.',
    ],
    ['This Pin is on Pinterest already, or on its way.', 'Take the line out, or give it another key for a new Pin.'],
  ),
  removed: rule(
    ['Deze Pin is hier weggehaald.', 'Geef de regel een andere sleutel als hij opnieuw moet komen.'],
    ['This Pin was removed here.', 'Give the line another key if it is to come again.'],
  ),
} as const satisfies Readonly<Record<string, Rule>>;

/** What a person should know of a row that is brought in all the same. @personal none */
export const warnings = {
  'no-title': rule(
    ['Zonder titel.', 'Vul er een in voor je goedkeuring vraagt.'],
    ['No title.', 'Fill one in before you ask for approval.'],
  ),
  'no-media': rule(['Zonder beeld.', 'Kies een beeld in de Pin.'], ['No picture.', 'Choose a picture in the Pin.']),
  'no-board': rule(['Zonder bord.', 'Kies een bord in de Pin.'], ['No board.', 'Choose a board in the Pin.']),
  'board-unknown': rule(
    ['Op Pinterest staat geen bord met deze naam.', 'Maak het bord, of kies een ander in de Pin.'],
    ['There is no board of this name on Pinterest.', 'Make the board, or choose another in the Pin.'],
  ),
  'board-twice': rule(
    ['Er zijn meer borden met deze naam.', 'Kies er een in de Pin.'],
    ['There are several boards of this name.', 'Choose one in the Pin.'],
  ),
  'section-unknown': rule(
    ['Dit bord heeft geen sectie met deze naam.', 'Kies een sectie in de Pin.'],
    ['This board has no section of this name.', 'Choose a section in the Pin.'],
  ),
  past: rule(
    ['Dit moment is voorbij; de Pin komt zonder moment.', 'Geef hem in de kalender een nieuw moment.'],
    ['This moment is over; the Pin comes without one.', 'Give it a new moment in the calendar.'],
  ),
  'usual-time': rule(
    ['Er staat geen tijd bij; 09:00 is aangehouden.', 'Zet een tijd achter de datum, of versleep de Pin.'],
    ['There is no time; 09:00 is taken.', 'Put a time behind the date, or move the Pin.'],
  ),
  'clock-skips': rule(
    [
      'Deze tijd bestaat die nacht niet: de klok gaat vooruit.',
      'De Pin gaat een uur later; kies anders een andere tijd.',
    ],
    [
      'This time does not exist that night: the clocks go forward.',
      'The Pin goes an hour later; else choose another time.',
    ],
  ),
  'clock-twice': rule(
    ['Deze tijd komt die nacht twee keer voor: de klok gaat terug.', 'De eerste is aangehouden.'],
    ['This time comes twice that night: the clocks go back.', 'The first one is taken.'],
  ),
  'link-repeated': rule(
    ['Een eerdere regel heeft dezelfde link.', 'Pinterest kan dat herhaling vinden; wissel van pagina of spreid ze.'],
    ['An earlier line has the same link.', 'Pinterest may see that as repetition; vary the page or spread them.'],
  ),
  'title-repeated': rule(
    ['Een eerdere regel heeft dezelfde titel.', 'Geef elke Pin een eigen titel.'],
    ['An earlier line has the same title.', 'Give each Pin a title of its own.'],
  ),
  repeated: rule(
    ['Een eerdere regel is precies gelijk; samen zijn ze één Pin.', 'Haal er een weg.'],
    ['An earlier line is exactly the same; together they are one Pin.', 'Take one out.'],
  ),
  'edited-here': rule(
    ['De Pin is hier na het inlezen veranderd; dat blijft zo.', 'Verander de regel als het bestand moet gelden.'],
    ['The Pin was changed here after the import; that stays.', 'Change the line if the file is to count.'],
  ),
  'removed-here': rule(
    ['De Pin is hier weggehaald; dat blijft zo.', 'Geef de regel een andere sleutel als hij opnieuw moet komen.'],
    ['The Pin was removed here; that stays.', 'Give the line another key if it is to come again.'],
  ),
  'approval-void': rule(
    ['Aan deze Pin is al gewerkt; hij wordt weer een concept.', 'Vraag daarna opnieuw goedkeuring.'],
    ['This Pin is in review or approved; it becomes a draft again.', 'Ask for approval again afterwards.'],
  ),
  'cover-unused': rule(
    ['Een omslag hoort bij een video; hij is niet gebruikt.', 'Laat de cel leeg bij een foto.'],
    ['A cover belongs to a video; it was not used.', 'Leave the cell empty for a picture.'],
  ),
  mojibake: rule(
    ['De letters lijken verkeerd opgeslagen.', 'Sla het bestand op als CSV UTF-8 en kies het opnieuw.'],
    ['The letters seem to be saved wrongly.', 'Save the file as CSV UTF-8 and choose it again.'],
  ),
} as const satisfies Readonly<Record<string, Rule>>;

/** A rule that keeps a row out. */
export type RefusalRule = keyof typeof refusals;

/** A rule that only tells. */
export type WarningRule = keyof typeof warnings;

/** What is said of a cell of a row, or of the row. */
export type RowRemark = {
  readonly rule: RefusalRule | WarningRule;
  /** The place of the column; null when the row as such is meant. */
  readonly at: number | null;
  readonly value: string;
};

/** What a rule says, in a language. @personal none */
export const ruleWords = (name: string, locale: Locale): Said => {
  const found = { ...refusals, ...warnings }[name as RefusalRule | WarningRule];
  return found?.[locale] ?? { meaning: name, remedy: '' };
};

/** Whether a rule keeps its row out. @personal none */
export const isRefusal = (name: string): name is RefusalRule => Object.hasOwn(refusals, name);

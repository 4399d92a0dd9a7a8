/** What a client of the imitated world makes Pins about; words are invented and name no person. */
export type Niche = {
  readonly name: string;
  readonly subjects: readonly string[];
  readonly feats: readonly string[];
  /** Day of the year around which people look for it most. */
  readonly peakDay: number;
  /** How much more at the peak than in the mean, 0–1. */
  readonly swing: number;
};

const words = (text: string): string[] => text.split('|');

/** Every niche; an account takes one of them by its id. */
export const niches: readonly Niche[] = [
  {
    name: 'interior',
    subjects: words(
      'Eiken keukens|Open keukens|Kookeilanden|Kleine badkamers|Inloopdouches|Slaapkamers|Zolderkamers|Werkplekken thuis|Woonkamers|Leeshoeken|Eetkamers|Hal en entree|Trappen|Wandrekken|Kasten op maat|Vloeren|Muurkleuren|Verlichting|Haarden|Gordijnen|Karpetten|Kinderkamers|Wasruimtes|Bijkeukens|Balkons|Serres|Stalen deuren|Stoelen|Tafels|Banken',
    ),
    feats: words(
      'met warme houttinten|in linnen en klei|voor een smal huis|zonder bovenkastjes|in een weekend|op budget',
    ),
    peakDay: 20,
    swing: 0.25,
  },
  {
    name: 'garden',
    subjects: words(
      'Kleine tuinen|Voortuinen|Daktuinen|Moestuinbakken|Vaste planten|Siergrassen|Pergola’s|Schuttingen|Tuinpaden|Terrassen|Vuurplaatsen|Buitenkeukens|Tuinverlichting|Vijvers|Bloembollen|Rozen|Lavendel|Kruidentuinen|Kassen|Composthoeken|Regentonnen|Bijenplanten|Schaduwborders|Hagen|Bomen voor kleine tuinen|Balkonbakken|Hangmanden|Loungebanken|Tuinhuizen|Zandbakken',
    ),
    feats: words(
      'die altijd bloeien|voor op het noorden|met weinig water|voor beginners|op kleigrond|met oude klinkers',
    ),
    peakDay: 115,
    swing: 0.6,
  },
  {
    name: 'food',
    subjects: words(
      'Snelle pasta|Ovenschotels|Soepen|Salades|Zuurdesem|Appeltaart|Koekjes|Broodbeleg|Ontbijt|Lunch voor werk|Borrelhapjes|Barbecue|Plaatkoek|Cheesecake|Stoofpotten|Curry|Groentetaart|Pompoen|Asperges|Mosselen|Pannenkoeken|Wafels|Smoothies|IJs|Confituur|Ingemaakte groenten|Kinderfeestjes|Kersttafel|Paasbrunch|Picknick',
    ),
    feats: words('in twintig minuten|met vijf ingrediënten|uit één pan|zonder oven|voor een grote groep|met restjes'),
    peakDay: 345,
    swing: 0.35,
  },
  {
    name: 'fashion',
    subjects: words(
      'Linnen jurken|Trenchcoats|Wollen jassen|Capsule garderobe|Witte blouses|Jeans|Sneakers|Laarzen|Sjaals|Tassen|Sieraden|Zomerjurken|Breien|Regenkleding|Bruiloftsgasten|Werkkleding|Blazers|Rokken|Overhemden|Truien|Hoeden|Zonnebrillen|Badmode|Nachtkleding|Sportkleding|Kinderkleding|Tweedehands|Kleuradvies|Reisgarderobe|Feestkleding',
    ),
    feats: words(
      'voor het najaar|in aardetinten|die meegroeien|met één basisstuk|voor kleine maten|van gerecycled garen',
    ),
    peakDay: 265,
    swing: 0.3,
  },
  {
    name: 'travel',
    subjects: words(
      'Weekend aan zee|Ardennen|Waddeneilanden|Fietsroutes|Wandelroutes|Stadswandelingen|Treinreizen|Kamperen|Huisjes in het bos|Kastelen|Musea|Terrasjes|Markten|Kusten van Bretagne|Dolomieten|Lissabon|Kopenhagen|Gent|Antwerpen|Maastricht|Texel|Rome|Reizen met kinderen|Roadtrips|Wintersport|Paklijsten|Reisdagboeken|Foto’s onderweg|Boerderijlogies|Kanoën',
    ),
    feats: words(
      'in drie dagen|zonder auto|met kleine kinderen|buiten het seizoen|voor onder de honderd euro|met de hond',
    ),
    peakDay: 180,
    swing: 0.5,
  },
  {
    name: 'making',
    subjects: words(
      'Haken|Macramé|Keramiek|Kaarsen maken|Papier vouwen|Houtbewerking|Naaien|Borduren|Verven|Meubels opknappen|Bloemschikken|Kerststukken|Kransen|Zeep maken|Linoleumdruk|Aquarel|Kalligrafie|Scrapbooks|Vilt|Sieraden maken|Poppenhuizen|Speelgoed|Vogelhuisjes|Plantenhangers|Lampenkappen|Manden vlechten|Quilts|Stempelen|Weven|Boekbinden',
    ),
    feats: words('voor beginners|van restjes|om cadeau te geven|in een middag|met gratis patroon|stap voor stap'),
    peakDay: 325,
    swing: 0.4,
  },
];

/** Styles that make board names differ; with thirty subjects they give more names than the largest account has boards. */
export const styles: readonly string[] = words(
  'inspiratie|ideeën|landelijk|modern|klassiek|Japandi|Scandinavisch|duurzaam|klein budget|voor beginners|in kleur|zwart-wit|lente|zomer|herfst|winter|favorieten|van onze klanten|nieuw|achter de schermen|tips|voor en na|collectie 2025|collectie 2026|bewaarlijst',
);

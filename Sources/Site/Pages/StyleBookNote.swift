/// The note of the style book: everything that Markdown can become.
enum StyleBookNote {
  static let text = """
    ## Heading of a note
    A paragraph with **strong**, *emphasised*, ~~struck~~ and `code` text, a [link](#tables), a footnote[^1] and an address,
    <https://example.com>.

    ### Heading below it
    1. First step
    2. Second step
       - with a point
       - and another

    > What the customer said, word for word.

    | Product | Entitled | Active |
    | :-- | --: | :-: |
    | Conductor Service | 1,200 | 843 |
    | Conductor Assist | 300 | 412 |

    - [x] Send the usage report @ana due 2026-11-20
    - [ ] Agree the paper process @ben due 2026-12-01 !high
    - [ ] Ask who signs

    > [!NOTE]
    > Worth knowing.

    > [!TIP]
    > Makes it easier.

    > [!IMPORTANT]
    > Decides the outcome.

    > [!WARNING]
    > Costs money when missed.

    > [!CAUTION]
    > Can't be taken back.

    Notice period
    : Days before the end by which either side must speak.

    ::: details What stands behind it
    More, for those who want it.
    :::

    ::: talk-track
    Before we talk about price, may I show you what the year gave?
    :::

    ::: checklist Before the call
    - [ ] Usage to the month
    - [ ] Name of the signer
    :::

    ```sql
    select account_id, sum(active) from usage group by 1
    ```

    ---

    [^1]: With its way back.
    """
}

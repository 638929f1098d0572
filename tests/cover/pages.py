"""Fictional covers in the style of their years."""

from __future__ import annotations

HEADER = """<SEC-DOCUMENT>0000987001-97-000007.txt : 19970331
<SEC-HEADER>0000987001-97-000007.hdr.sgml : 19970331
ACCESSION NUMBER:\t\t0000987001-97-000007
CONFORMED SUBMISSION TYPE:\t{form}
PUBLIC DOCUMENT COUNT:\t\t2
CONFORMED PERIOD OF REPORT:\t{period}
FILED AS OF DATE:\t\t19970331

FILER:

\tCOMPANY DATA:\t
\t\tCOMPANY CONFORMED NAME:\t\t\tLARKSPUR MILLS INC /DE/
\t\tCENTRAL INDEX KEY:\t\t\t0000987001
\t\tSTANDARD INDUSTRIAL CLASSIFICATION:\tTEXTILE MILL PRODUCTS [2200]
\t\tIRS NUMBER:\t\t\t\t561234567
\t\tSTATE OF INCORPORATION:\t\t\tDE
\t\tFISCAL YEAR END:\t\t\t{year_end}

\tFILING VALUES:
\t\tFORM TYPE:\t\t{form}
\t\tSEC ACT:\t\t1934 Act
\t\tSEC FILE NUMBER:\t001-09870
\t\tFILM NUMBER:\t\t97571234

\tBUSINESS ADDRESS:\t
\t\tSTREET 1:\t\t12 MILL RACE
\t\tSTREET 2:\t\tSTE 4
\t\tCITY:\t\t\tSALISBURY
\t\tSTATE:\t\t\tNC
\t\tZIP:\t\t\t28144
\t\tBUSINESS PHONE:\t\t7045550111
</SEC-HEADER>
<DOCUMENT>
<TYPE>{form}
<SEQUENCE>1
<TEXT>
"""

ANNUAL = """
                       SECURITIES AND EXCHANGE COMMISSION
                             WASHINGTON, D.C. 20549

                                   FORM 10-K

(Mark One)
[X]  ANNUAL REPORT PURSUANT TO SECTION 13 OR 15(d) OF THE SECURITIES EXCHANGE
     ACT OF 1934 For the fiscal year ended December 31, 1996

                                       OR

[ ]  TRANSITION REPORT PURSUANT TO SECTION 13 OR 15(d) OF THE SECURITIES
     EXCHANGE ACT OF 1934 For the transition period from ________ to ________

                         Commission file number 1-9870

                              LARKSPUR MILLS, INC.
             (Exact name of registrant as specified in its charter)

            Delaware                                      56-1234567
- -------------------------------                      -------------------
(State or other jurisdiction of                        (I.R.S. Employer
 incorporation or organization)                       Identification No.)

   12 Mill Race, Suite 4
   Salisbury, North Carolina                                 28144
(Address of principal executive offices)                  (Zip Code)

       Registrant's telephone number, including area code: (704) 555-0111

          Securities registered pursuant to Section 12(b) of the Act:

                                                    Name of each exchange
       Title of each class                           on which registered
- ---------------------------------               ---------------------------
Common Stock, par value $.05 per share             New York Stock Exchange

          Securities registered pursuant to Section 12(g) of the Act: None

Indicate by check mark whether the registrant (1) has filed all reports required
to be filed by Section 13 or 15(d) of the Securities Exchange Act of 1934 during
the preceding 12 months (or for such shorter period that the registrant was
required to file such reports), and (2) has been subject to such filing
requirements for the past 90 days. Yes  X   No
                                       ---     ---

The aggregate market value of the voting stock held by non-affiliates of the
registrant as of March 3, 1997 was $48,210,500 (based on a price of $11.25).

As of March 3, 1997, there were 5,120,433 shares of Common Stock outstanding,
excluding 61,200 shares held in treasury.

                      DOCUMENTS INCORPORATED BY REFERENCE
Portions of the proxy statement are incorporated in Part III.

                                     PART I
"""

QUARTERLY = """
                 SECURITIES AND EXCHANGE COMMISSION
                       Washington, D.C. 20549

                             FORM 10-Q/A
                           AMENDMENT NO. 2

/X/ QUARTERLY REPORT PURSUANT TO SECTION 13 OR 15(d) OF THE SECURITIES EXCHANGE ACT OF 1934
                 For the quarterly period ended JULY 3, 1999

/ / TRANSITION REPORT PURSUANT TO SECTION 13 OR 15(d) OF THE SECURITIES EXCHANGE ACT OF 1934

Commission File Number: 0-98765

                     PELHAM OPTICAL HOLDINGS AND
                        INSTRUMENTS CORPORATION
        (Exact name of registrant as specified in its charter)

         OHIO                                            341234567
(State of incorporation)                      (IRS Employer Identification No.)

          800 Lens Court, Toledo, OH 43604-1100
         (Address of principal executive offices, zip code)

                           419.555.0123
         (Registrant's telephone number, including area code)

Indicate by check mark whether the registrant has filed all reports required to be filed.
                     YES __X__    NO _____

At August 2, 1999 the registrant had outstanding:

          1,500,000 shares of Class A Common Stock
            250,000 shares of Class B Common Stock

"""

CURRENT = """SECURITIES AND EXCHANGE COMMISSION
WASHINGTON, D.C. 20549

FORM 8-K

CURRENT REPORT

                    November 4, 2004
     Date of Report (Date of earliest event reported)

                QUILL RIVER BANCORP
  (Exact name of registrant as specified in its charter)

  BERMUDA            001-31999        98-0123456
(State or other     (Commission      (IRS Employer
 jurisdiction of    File Number)   Identification No.)
 incorporation)

Check the appropriate box below:

[ ] Written communications pursuant to Rule 425 under the Securities Act
[x] Soliciting material pursuant to Rule 14a-12 under the Exchange Act
[ ] Pre-commencement communications pursuant to Rule 14d-2(b) under the Exchange Act
[ ] Pre-commencement communications pursuant to Rule 13e-4(c) under the Exchange Act

Item 2.02 Results. The release of Quill River Bancorp (NYSE: QRB) is attached.
"""

HYPERTEXT = """<html><body>
<p align="center">UNITED STATES<br>SECURITIES AND EXCHANGE COMMISSION<br>Washington, D.C. 20549</p>
<p align="center"><b>FORM&nbsp;10-Q</b></p>
<table><tr><td>(Mark One)</td><td></td></tr>
<tr><td><font face="Wingdings">&#254;</font></td><td>QUARTERLY REPORT PURSUANT TO SECTION 13 OR 15(d)</td></tr>
<tr><td><font face="Wingdings">&#168;</font></td><td>TRANSITION REPORT PURSUANT TO SECTION 13 OR 15(d)</td></tr></table>
<p align="center">For the quarterly period ended September&nbsp;30, 2007</p>
<p align="center">Commission file number 001-32000</p>
<p align="center"><b>TAMARACK PIPELINE &amp;
 STORAGE, INC.</b><br>(Exact name of registrant as specified in its charter)</p>
<table width="100%"><tr><td align="center">Texas</td><td></td><td align="center">76-0123456</td></tr>
<tr><td align="center">(State or other jurisdiction of<br>incorporation or organization)</td><td></td>
<td align="center">(I.R.S. Employer<br>Identification No.)</td></tr>
<tr><td align="center">77 Bayou Street, Suite&nbsp;900, Houston, Texas</td><td></td><td align="center">77002</td></tr>
<tr><td align="center">(Address of principal executive offices)</td><td></td>
<td align="center">(Zip Code)</td></tr></table>
<p>Registrant's telephone number, including area code: (713)&nbsp;555-0199</p>
<p>Indicate by check mark whether the registrant (1) has filed all reports required to be filed by Section 13.
Yes <font face="Wingdings">&#254;</font> No <font face="Wingdings">o</font></p>
<p>Indicate by check mark whether the registrant is a large accelerated filer, an accelerated filer, or a
non-accelerated filer (check one):</p>
<p>Large accelerated filer <font>o</font> Accelerated filer <font>&#254;</font> Non-accelerated filer <font>o</font></p>
<p>Indicate by check mark whether the registrant is a shell company (as defined in Rule 12b-2). Yes o No &#254;</p>
<p>The number of shares of common stock outstanding as of October 31, 2007 was 41,870,112.</p>
</body></html>
"""

RELEASE = """
   TACOMA, Wash.--(BUSINESS WIRE)--Feb. 3, 2005--Cedar Sound Networks, Inc.
(Nasdaq: CSND) today reported results. Our annual report on Form 10-K is filed with the
Securities and Exchange Commission.
"""


def submission(body: str, form: str = "10-K", period: str = "19961231", year_end: str = "1231") -> str:
    return HEADER.format(form=form, period=period, year_end=year_end) + body + "</TEXT>\n</DOCUMENT>\n"

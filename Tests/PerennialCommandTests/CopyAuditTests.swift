import Audit
import Core
import Files
import Foundation
import Sharing
import Site
import Testing

@testable import PerennialCommand

extension LeakProofs {
  @Suite("An audit says what each audience sees, what would change, and what may not be there") struct CopyAuditTests {
    private let workspace = RandomWorkspace(seed: 1, isPlain: true)

    /// The field copy of a workspace on a disk, edited.
    private func published(
      _ workspace: RandomWorkspace, _ edit: (inout [String: [UInt8]]) throws -> Void = { _ in }
    ) async throws -> CopyAudit.Published {
      let (book, _) = try MadeCopy.book(of: workspace, snapshot: false)
      var files: [String: [UInt8]] = [:]
      for page in try await CopyMaker(book, for: .field).site(jobs: 1) {
        files[String(page.path.dropFirst("site/".count))] = page.bytes
      }
      try edit(&files)
      let disk = MemoryFiles()
      for (path, bytes) in files { try disk.write(bytes, to: path) }
      return CopyAudit.Published(folder: "share", files: disk, audience: .field)
    }

    private func lines(_ published: CopyAudit.Published) async throws -> (lines: [String], holds: Bool, json: [UInt8]) {
      let (book, _) = try MadeCopy.book(of: workspace, snapshot: false)
      let report = try await CopyAudit(book, jobs: 2).report(for: [.field], against: [published])
      return (report.lines(listsAll: true), report.holds, report.json)
    }

    private func canary(_ place: String, _ clearance: Audience) throws -> String {
      try #require(workspace.canaries.first { $0.place == place && $0.clearance == clearance }).word
    }

    @Test func aCopyAsItWouldBeMadeNowHoldsAndChangesNothing() async throws {
      let (lines, holds, json) = try await lines(published(workspace))
      #expect(holds)
      #expect(lines.contains("field copy in share, against one made now: nothing would change"))
      #expect(lines.contains { $0.hasPrefix("risks.title") })
      #expect(lines.contains("  guides/\(try canary("guide's name", .team)).html: team"))
      #expect(lines.contains { $0.contains("not looked for") && $0.contains(": negotiation.target_uplift, too short") })
      #expect(!lines.contains { $0.contains("LEAK") })
      let object = try #require(JSONSerialization.jsonObject(with: Data(json)) as? [String: Any])
      #expect(object["holds"] as? String == "yes")
      #expect((object["proofs"] as? [Any])?.count == 2)
    }

    @Test func whatSlippedIntoAPublishedCopyIsFoundAndNamed() async throws {
      let secret = try canary("negotiation.strategy", .team)
      let copy = try await published(workspace) { files in
        let split = secret.prefix(4) + "<b>" + secret.dropFirst(4) + "</b>"
        files["week.html"]? += Array("<p>\(split)</p>".utf8)
        files["assets/mail.txt"] = Array(Data("Our plan: \(secret), he said".utf8).base64EncodedString().utf8)
      }
      let (lines, holds, _) = try await lines(copy)
      #expect(!holds)
      for (path, form) in [("week.html", "between tags"), ("assets/mail.txt", "in Base64")] {
        #expect(
          lines.contains {
            $0.hasPrefix("  LEAK \(path) holds open-account-") && $0.contains(": negotiation.strategy, \(form): ")
          }, "\(path)")
      }
    }

    @Test func aWholeFileThatMayNotBeThereIsFoundUnderAnyName() async throws {
      let image = try canary("image's name", .team)
      let path = "content/assets/\(image).png"
      let copy = try await published(workspace) { $0["assets/a.png"] = workspace.files[path] }
      let (lines, holds, _) = try await lines(copy)
      #expect(!holds && lines.contains("  LEAK assets/a.png is the file \(path)"))
    }

    @Test func whatReadersWouldSeeForTheFirstTimeIsTold() async throws {
      let title = try canary("risks.title", .field)
      let before = try #require(workspace.replacing(title, with: "something else", in: "content/accounts/"))
      let gone = try canary("guide's name", .customer)
      let copy = try await published(before) { $0["guides/\(gone).html"] = nil }
      let (lines, holds, _) = try await lines(copy)
      #expect(holds)
      #expect(lines.contains("  added: guides/\(gone).html"))
      #expect(lines.contains("  newly visible: open-account-0: risks.title"))
    }

    @Test func aFolderOfCopiesIsReadByWhomEachIsFor() async throws {
      let (book, _) = try MadeCopy.book(of: workspace, snapshot: false)
      for audience in Audience.allCases {
        let page = try #require(try CopyMaker(book, for: audience).pages(at: ["index.html"]).first)
        #expect(Audience(ofCopyWith: page.bytes) == audience)
      }
      #expect(Audience(ofCopyWith: Array("<p>A page of someone else's</p>".utf8)) == nil)
    }
  }
}

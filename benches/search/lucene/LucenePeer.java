import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.id.IndonesianAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.Version;

/** Lucene 9 with its IndonesianAnalyzer, as `lucene_peer.py` runs it: what it finds (`eval`) and how fast (`speed`). */
public final class LucenePeer {
    static final Analyzer ANALYZER = new IndonesianAnalyzer();
    static final Map<String, Float> FIELDS = Map.of("judul", 3f, "instansi", 1f, "teks", 1f);
    static final List<String> FACETS = List.of("provinsi", "tahun", "sektor", "tahap", "sdg");
    static final List<String> KINDS = List.of("word1", "need3", "need6");

    public static void main(String[] args) throws IOException {
        if (args[0].equals("eval")) {
            eval(rows(args[1]), rows(args[2]), args[3], Float.parseFloat(args[4]), Float.parseFloat(args[5]));
        } else {
            speed(rows(args[1]), rows(args[2]), Path.of(args[3]));
        }
    }

    static List<String[]> rows(String file) throws IOException {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.map(line -> line.split("\t", -1)).toList();
        }
    }

    /** Every word of the text, as the analyzer leaves it, in every field: any of them is enough. */
    static Query any(String text, Map<String, Float> fields) throws IOException {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        try (TokenStream tokens = ANALYZER.tokenStream("", text)) {
            CharTermAttribute word = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                for (var field : fields.entrySet()) {
                    Query term = new TermQuery(new Term(field.getKey(), word.toString()));
                    query.add(field.getValue() == 1f ? term : new BoostQuery(term, field.getValue()), BooleanClause.Occur.SHOULD);
                }
            }
            tokens.end();
        }
        return query.build();
    }

    static void eval(List<String[]> passages, List<String[]> questions, String run, float k1, float b) throws IOException {
        Directory directory = new ByteBuffersDirectory();
        BM25Similarity similarity = new BM25Similarity(k1, b);
        try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(ANALYZER).setSimilarity(similarity))) {
            for (String[] passage : passages) {
                Document document = new Document();
                document.add(new StringField("id", passage[0], Field.Store.YES));
                document.add(new TextField("contents", passage[1], Field.Store.NO));
                writer.addDocument(document);
            }
            writer.forceMerge(1);
        }
        try (DirectoryReader reader = DirectoryReader.open(directory); PrintWriter out = new PrintWriter(run)) {
            IndexSearcher searcher = new IndexSearcher(reader);
            searcher.setSimilarity(similarity);
            for (String[] question : questions) {
                int rank = 0;
                for (ScoreDoc hit : searcher.search(any(question[1], Map.of("contents", 1f)), 100).scoreDocs) {
                    String id = reader.storedFields().document(hit.doc).get("id");
                    out.println(question[0] + " Q0 " + id + " " + ++rank + " " + hit.score + " lucene");
                }
            }
        }
    }

    static void speed(List<String[]> records, List<String[]> queries, Path folder) throws IOException {
        System.out.println("Lucene " + Version.LATEST + ", Java " + Runtime.version());
        build(records, folder.resolve("first"), false, "three fields, the first in this process");
        build(records, folder.resolve("text"), false, "three fields, once more");
        build(records, folder.resolve("facets"), true, "three fields and five facets");
        Map<String, List<String>> asked = new LinkedHashMap<>();
        for (String kind : KINDS) {
            asked.put(kind, queries.stream().filter(query -> query[0].equals(kind)).map(query -> query[1]).limit(100).toList());
        }
        try (DirectoryReader text = DirectoryReader.open(FSDirectory.open(folder.resolve("text")));
                DirectoryReader facets = DirectoryReader.open(FSDirectory.open(folder.resolve("facets")))) {
            IndexSearcher plain = new IndexSearcher(text);
            IndexSearcher faceted = new IndexSearcher(facets);
            plain.setQueryCache(null);
            faceted.setQueryCache(null);
            Map<String, Ask> ways = new LinkedHashMap<>();
            ways.put("best ten only", query -> best(plain, query));
            ways.put("all counted", query -> counted(plain, query));
            ways.put("all counted, 5 facets", query -> faceted(faceted, query));
            for (int round = 0; round < 30; round++) { // until the code of every way is compiled
                for (Ask way : ways.values()) {
                    for (String kind : KINDS) {
                        for (String query : asked.get(kind)) {
                            way.answer(query);
                        }
                    }
                }
            }
            for (var way : ways.entrySet()) {
                for (String kind : KINDS) {
                    measure(kind + ", " + way.getKey(), way.getValue(), asked.get(kind));
                }
            }
        }
    }

    static void build(List<String[]> records, Path folder, boolean facets, String what) throws IOException {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long start = system.getProcessCpuTime();
        long merging;
        IndexWriterConfig config = new IndexWriterConfig(ANALYZER).setRAMBufferSizeMB(300).setMergeScheduler(new SerialMergeScheduler());
        try (IndexWriter writer = new IndexWriter(FSDirectory.open(folder), config)) {
            for (String[] record : records) {
                Document document = new Document();
                document.add(new TextField("judul", record[0], Field.Store.YES));
                document.add(new TextField("instansi", record[1], Field.Store.YES));
                document.add(new TextField("teks", record[2], Field.Store.YES));
                for (int facet = 0; facets && facet < FACETS.size(); facet++) {
                    for (String value : record[3 + facet].split("\\|")) {
                        document.add(new SortedSetDocValuesField(FACETS.get(facet), new BytesRef(value)));
                    }
                }
                writer.addDocument(document);
            }
            writer.flush();
            merging = system.getProcessCpuTime();
            writer.forceMerge(1);
        }
        double seconds = (system.getProcessCpuTime() - start) / 1e9;
        double merge = (system.getProcessCpuTime() - merging) / 1e9;
        long bytes = 0;
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
        }
        System.out.printf("indexed in %.2f s of CPU, %.2f of them to make it one segment: %.0f a second; %.1f MB (%s)%n", seconds, merge,
                records.size() / seconds, bytes / 1e6, what);
    }

    interface Ask {
        Object answer(String query) throws IOException;
    }

    /** Documents that cannot be among the best ten are skipped once 1,000 are counted: the default. */
    static Object best(IndexSearcher searcher, String query) throws IOException {
        return stored(searcher, searcher.search(any(query, FIELDS), 10));
    }

    static Object counted(IndexSearcher searcher, String query) throws IOException {
        TopScoreDocCollector top = TopScoreDocCollector.create(10, Integer.MAX_VALUE);
        searcher.search(any(query, FIELDS), top);
        return stored(searcher, top.topDocs());
    }

    static Object faceted(IndexSearcher searcher, String query) throws IOException {
        TopScoreDocCollector top = TopScoreDocCollector.create(10, Integer.MAX_VALUE);
        Facets facets = new Facets();
        searcher.search(any(query, FIELDS), MultiCollector.wrap(top, facets));
        return List.of(stored(searcher, top.topDocs()), facets.greatest());
    }

    static List<Document> stored(IndexSearcher searcher, TopDocs top) throws IOException {
        List<Document> found = new ArrayList<>();
        for (ScoreDoc hit : top.scoreDocs) {
            found.add(searcher.storedFields().document(hit.doc));
        }
        return found;
    }

    /** How many documents have each value: lucene-facet is not in every jar. The index has one segment, so numbers of values are of all. */
    static final class Facets extends SimpleCollector {
        private LeafReaderContext leaf;
        private int[] documents = new int[1024];
        private int found;

        @Override
        protected void doSetNextReader(LeafReaderContext next) {
            leaf = next;
        }

        @Override
        public void collect(int document) {
            documents = ArrayUtil.grow(documents, found + 1);
            documents[found++] = document;
        }

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE_NO_SCORES;
        }

        /** The ten most frequent values of each facet. */
        List<Map<String, Integer>> greatest() throws IOException {
            List<Map<String, Integer>> all = new ArrayList<>();
            for (String facet : leaf == null ? List.<String>of() : FACETS) {
                SortedSetDocValues values = DocValues.getSortedSet(leaf.reader(), facet);
                int[] counts = counts(values);
                long[] order = new long[counts.length];
                for (int value = 0; value < counts.length; value++) {
                    order[value] = (long) -counts[value] << 32 | value;
                }
                Arrays.sort(order);
                Map<String, Integer> first = new LinkedHashMap<>();
                for (int place = 0; place < Math.min(10, order.length); place++) {
                    int value = (int) order[place];
                    first.put(values.lookupOrd(value).utf8ToString(), counts[value]);
                }
                all.add(first);
            }
            return all;
        }

        private int[] counts(SortedSetDocValues values) throws IOException {
            int[] counts = new int[(int) values.getValueCount()];
            SortedDocValues single = DocValues.unwrapSingleton(values);
            for (int at = 0; at < found; at++) {
                if (single != null) {
                    if (single.advanceExact(documents[at])) {
                        counts[single.ordValue()]++;
                    }
                } else if (values.advanceExact(documents[at])) {
                    for (long left = values.docValueCount(); left > 0; left--) {
                        counts[(int) values.nextOrd()]++;
                    }
                }
            }
            return counts;
        }
    }

    /** CPU time of this thread and the clock; the least of five rounds for each query. */
    static void measure(String what, Ask way, List<String> queries) throws IOException {
        var threads = ManagementFactory.getThreadMXBean();
        double[] cpu = new double[queries.size()];
        double[] clock = new double[queries.size()];
        Arrays.fill(cpu, Double.MAX_VALUE);
        Arrays.fill(clock, Double.MAX_VALUE);
        for (int round = 0; round < 6; round++) {
            for (int number = 0; number < cpu.length; number++) {
                long started = System.nanoTime();
                long start = threads.getCurrentThreadCpuTime();
                way.answer(queries.get(number));
                if (round > 0) {
                    cpu[number] = Math.min(cpu[number], (threads.getCurrentThreadCpuTime() - start) / 1e6);
                    clock[number] = Math.min(clock[number], (System.nanoTime() - started) / 1e6);
                }
            }
        }
        System.out.printf("%-30s p50 %.2f  p99 %.2f ms of CPU, p50 %.2f  p99 %.2f ms of the clock%n", what,
                at(cpu, 0.5), at(cpu, 0.99), at(clock, 0.5), at(clock, 0.99));
    }

    static double at(double[] times, double share) {
        Arrays.sort(times);
        return times[(int) Math.round((times.length - 1) * share)];
    }
}
